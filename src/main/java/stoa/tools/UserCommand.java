package stoa.tools;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stoa.account.OperatorAccounts;

@Command(name = "user", description = "Accounts, without a browser.")
final class UserCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(Usage.lineOf(spec), "what about users? user add NAME EMAIL");
  }

  /** With all that can be done about users. */
  static CommandLine line(ServeCommand root, Work work, Terminal terminal) {
    return new CommandLine(new UserCommand())
        .addSubcommand(new Add(root, work, terminal))
        .addSubcommand(new GiveRole(root, work, terminal))
        .addSubcommand(new GivePassword(root, work, terminal))
        .addSubcommand(new ListAll(root, work, terminal));
  }

  /** What all of them are made with. */
  abstract static class Action implements Callable<Integer> {
    final ServeCommand root;
    final Work work;
    final Terminal terminal;

    Action(ServeCommand root, Work work, Terminal terminal) {
      this.root = root;
      this.work = work;
      this.terminal = terminal;
    }
  }

  @Command(name = "add", description = "Make an account.")
  static final class Add extends Action {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1", paramLabel = "EMAIL")
    private String email = "";

    @Option(names = "--admin", description = "Make it an administrator.")
    private boolean admin;

    @Mixin private final PasswordPrompt password = new PasswordPrompt();

    Add(ServeCommand root, Work work, Terminal terminal) {
      super(root, work, terminal);
    }

    @Override
    public Integer call() throws Exception {
      var settings = root.loaded().settings();
      var secret = password.ask(terminal, Usage.lineOf(spec));
      terminal.out().println(work.addUser(settings, new NewUser(name, email, secret, admin)));
      return 0;
    }
  }

  @Command(
      name = "role",
      description =
          "Put a member into a group: administrators, moderators, one of your own, or, to take them"
              + " out of the first two, members.")
  static final class GiveRole extends Action {
    @Parameters(index = "0", paramLabel = "NAME", description = "Their name or e-mail address.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "GROUP", description = "Its name.")
    private String group = "";

    GiveRole(ServeCommand root, Work work, Terminal terminal) {
      super(root, work, terminal);
    }

    @Override
    public Integer call() throws Exception {
      terminal.out().println(work.putInto(root.loaded().settings(), name, group));
      return 0;
    }
  }

  @Command(
      name = "password",
      description = "Give a member another password and sign them out everywhere.")
  static final class GivePassword extends Action {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Their name or e-mail address.")
    private String name = "";

    @Mixin private final PasswordPrompt password = new PasswordPrompt();

    GivePassword(ServeCommand root, Work work, Terminal terminal) {
      super(root, work, terminal);
    }

    @Override
    public Integer call() throws Exception {
      var settings = root.loaded().settings();
      var secret = password.ask(terminal, Usage.lineOf(spec));
      terminal.out().println(work.setPassword(settings, name, secret));
      return 0;
    }
  }

  @Command(
      name = "list",
      description =
          "Print all members, a line each: group, name, address, day of registration and of the"
              + " last visit, with tabs between.")
  static final class ListAll extends Action {
    ListAll(ServeCommand root, Work work, Terminal terminal) {
      super(root, work, terminal);
    }

    @Override
    public Integer call() throws Exception {
      work.listUsers(root.loaded().settings(), member -> print(terminal.out(), member));
      return 0;
    }

    private static void print(PrintStream out, OperatorAccounts.Line member) {
      out.println(
          String.join(
              "\t",
              OperatorAccounts.standing(member),
              member.name(),
              member.email() == null ? "-" : member.email(),
              day(member.created()),
              member.seen() == null ? "-" : day(member.seen())));
    }

    private static String day(Instant at) {
      return at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, "2026-11-27".length());
    }
  }
}
