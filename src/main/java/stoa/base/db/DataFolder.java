package stoa.base.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.StartFault;

/**
 * The folder that everything is kept in, which no other user of the machine may read: members'
 * addresses and texts lie in it. What a server makes later may be readable, but lies in folders
 * that are not.
 */
public final class DataFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private DataFolder() {}

  /**
   * Makes it where it is missing.
   *
   * @throws StartFault where it cannot be written in
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartFault(
          "cannot make the data directory "
              + folder
              + " ("
              + e
              + "); set data.dir to a folder that this user may write in",
          e);
    }
    if (!Files.isWritable(folder)) {
      throw new StartFault(
          "cannot write in the data directory "
              + folder
              + "; give it to the user that runs Stoa, or set data.dir");
    }
  }

  /** Takes from all others what they may read there, as an older version let them. */
  public static void close(Path folder) {
    try {
      keepToOwner(folder);
      Folders.forEach(folder, DataFolder::keepToOwner);
    } catch (IOException e) {
      LOG.warn("not all of {} is kept from other users: {}", folder, e.toString());
    }
  }

  private static void keepToOwner(Path path) throws IOException {
    var view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null || Files.isSymbolicLink(path)) {
      return;
    }
    var now = view.readAttributes().permissions();
    if (OWNERS.containsAll(now)) {
      return;
    }
    var owners = EnumSet.copyOf(OWNERS);
    owners.retainAll(now);
    view.setPermissions(owners);
  }

  /** Lets one group through to what lies there, but not list it. */
  static void admit(Path folder, String group) throws IOException {
    open(folder, group, PosixFilePermission.GROUP_EXECUTE);
  }

  /** Lets one group read all that is there, and run what the owner may run. */
  static void show(Path folder, String group) throws IOException {
    Folders.forEach(
        folder,
        path -> {
          if (Files.isSymbolicLink(path)) {
            return;
          }
          if (Files.isExecutable(path)) {
            open(path, group, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
          } else {
            open(path, group, PosixFilePermission.GROUP_READ);
          }
        });
  }

  private static void open(Path path, String group, PosixFilePermission... more)
      throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    var lookup = path.getFileSystem().getUserPrincipalLookupService();
    view.setGroup(lookup.lookupPrincipalByGroupName(group));
    var permissions = EnumSet.copyOf(view.readAttributes().permissions());
    permissions.addAll(Set.of(more));
    view.setPermissions(permissions);
  }
}
