package stoa.base.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stoa.base.StartFault;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root starts it within a user namespace, in
 * which it is nobody in particular, or where the kernel allows none, as an unprivileged user.
 */
sealed interface PostgresUser {
  /** What stands before the program's own name. */
  List<String> prefix();

  /** Whose the data directory must be. */
  String owner();

  /** This process's own user. */
  record Same(String owner) implements PostgresUser {
    @Override
    public List<String> prefix() {
      return List.of();
    }
  }

  /** Root outside, nobody inside: the files stay root's own. */
  record Namespace(String owner) implements PostgresUser {
    @Override
    public List<String> prefix() {
      return List.of("unshare", "--user");
    }
  }

  /** Another user, to whom the data directory is given. */
  record Other(String owner) implements PostgresUser {
    @Override
    public List<String> prefix() {
      return List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups");
    }

    @Override
    public void read(Path home) throws IOException {
      DataFolder.show(home, owner);
    }

    /** Whether that user can reach the folder at all, once it is let into it. */
    boolean reaches(Path folder) {
      try {
        DataFolder.admit(folder, owner);
      } catch (IOException e) {
        return false;
      }
      var test = new ArrayList<>(prefix());
      test.addAll(List.of("test", "-x", folder.toString()));
      return succeeds(test);
    }
  }

  /** The way for this process. */
  static PostgresUser choose(Path dataDir) {
    String me = System.getProperty("user.name", "");
    if (!me.equals("root")) {
      return new Same(me);
    }
    var namespace = new Namespace(me);
    return succeeds(List.of("unshare", "--user", "true")) ? namespace : other(dataDir);
  }

  /** The first unprivileged user there is. */
  static Other other(Path dataDir) {
    for (String name : List.of("postgres", "nobody")) {
      var other = new Other(name.equals("nobody") ? "65534" : uid(name));
      if (!other.owner().isEmpty() && succeeds(with(other, "true"))) {
        if (!other.reaches(dataDir)) {
          throw new StartFault(
              "PostgreSQL cannot run as root, and the user "
                  + name
                  + " cannot enter "
                  + dataDir
                  + "; set data.dir to a folder outside of root's home, such as /var/lib/stoa, or run Stoa as an ordinary user");
        }
        return other;
      }
    }
    throw new StartFault(
        "PostgreSQL cannot run as root, and neither unshare --user nor setpriv works here; run Stoa as an ordinary user, or set database.url");
  }

  private static List<String> with(PostgresUser user, String program) {
    var command = new ArrayList<>(user.prefix());
    command.add(program);
    return command;
  }

  private static String uid(String name) {
    try {
      var user =
          Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
      return user.getName();
    } catch (IOException e) {
      return ""; // no such user
    }
  }

  /** Lets that user read PostgreSQL's own programs. */
  default void read(Path home) throws IOException {}

  /** Makes every file the owner's, where the way was another one at the last start. */
  default void own(Path folder) throws IOException {
    var lookup = folder.getFileSystem().getUserPrincipalLookupService();
    UserPrincipal principal = lookup.lookupPrincipalByName(owner());
    if (!Files.getOwner(folder).equals(principal)) {
      Folders.forEach(
          folder,
          path -> Files.setAttribute(path, "posix:owner", principal, LinkOption.NOFOLLOW_LINKS));
    }
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the program is not there
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
