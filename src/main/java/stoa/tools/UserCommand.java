package stoa.tools;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stoa.base.StartFault;
import stoa.base.config.Secret;

@Command(name = "user", description = "Accounts, without a browser.")
final class UserCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(Usage.lineOf(spec), "what about users? user add NAME EMAIL");
  }

  @Command(name = "add", description = "Make an account.")
  static final class Add implements Callable<Integer> {
    private final ServeCommand root;
    private final Work work;
    private final Terminal terminal;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1", paramLabel = "EMAIL")
    private String email = "";

    @Option(names = "--admin", description = "Make it an administrator.")
    private boolean admin;

    @Option(
        names = "--password-stdin",
        description = "Read the password from the first line of stdin instead of asking for it.")
    private boolean passwordFromStdin;

    Add(ServeCommand root, Work work, Terminal terminal) {
      this.root = root;
      this.work = work;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
      var settings = root.loaded().settings();
      var user = new NewUser(name, email, new Secret(password()), admin);
      terminal.out().println(work.addUser(settings, user));
      return 0;
    }

    private String password() throws IOException {
      if (passwordFromStdin) {
        return firstLine();
      }
      Console console = terminal.console();
      if (console == null) {
        throw new ParameterException(
            Usage.lineOf(spec), "no terminal to ask for a password on: use --password-stdin");
      }
      return asked(console);
    }

    private String firstLine() throws IOException {
      var reader = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
      String line = reader.readLine();
      if (line == null || line.isEmpty()) {
        throw new StartFault("stdin has no password in its first line");
      }
      return line;
    }

    private static String asked(Console console) {
      char[] first = console.readPassword("Password: ");
      char[] again = console.readPassword("Again: ");
      if (first == null || first.length == 0) {
        throw new StartFault("no password was given");
      }
      if (!Arrays.equals(first, again)) {
        throw new StartFault("the two passwords differ; nothing was done");
      }
      return new String(first);
    }
  }
}
