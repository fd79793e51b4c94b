package stoa.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import stoa.base.StartFault;
import stoa.base.config.SettingsFault;
import stoa.base.config.SettingsLoader;

/**
 * From arguments to a command and its exit code: 0 done, 1 a fault that is named, 2 wrong usage.
 */
public final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Terminal terminal;
  private final CommandLine line;

  public Commands(Work work, SettingsLoader loader, Terminal terminal) {
    this.terminal = terminal;
    var root = new ServeCommand(work, loader);
    line = new CommandLine(root);
    line.addSubcommand(new ServeCommand.Named(root));
    line.addSubcommand(new MigrateCommand(root, work, terminal));
    line.addSubcommand(
        new CommandLine(new UserCommand())
            .addSubcommand(new UserCommand.Add(root, work, terminal)));
    line.addSubcommand(
        new CommandLine(new ImportCommand())
            .addSubcommand(new ImportCommand.StackExchange(root, work, terminal)));
    line.addSubcommand(new ReindexCommand(root, work, terminal));
    line.addSubcommand(new ConfigCommand(root, terminal));
    line.addSubcommand(new TrainCommand(work, terminal));
    line.setOut(new PrintWriter(terminal.out(), true, UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, UTF_8));
    line.setParameterExceptionHandler((fault, arguments) -> wrongUsage(fault));
    line.setExecutionExceptionHandler((fault, command, parsed) -> failed(fault));
  }

  public int run(String... arguments) {
    // What is left of "张三" where the locale cannot spell it; the name itself is lost by then.
    if (Arrays.stream(arguments).anyMatch(one -> one.indexOf('\uFFFD') >= 0)) {
      say("an argument is not readable in this locale; run it with LC_ALL=C.UTF-8");
      return ExitCode.USAGE;
    }
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return failed(e);
    }
  }

  private int wrongUsage(ParameterException fault) {
    say(fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, line.getErr());
    say("see " + fault.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private int failed(Throwable fault) {
    switch (fault) {
      case SettingsFault settings -> settings.lines().forEach(this::say);
      case StartFault start -> {
        LOG.debug("the cause", start);
        say(start.getMessage());
      }
      default -> {
        LOG.error("unexpected fault", fault);
        say("unexpected fault: " + fault + "; the log above shows where. Please report it.");
      }
    }
    return ExitCode.SOFTWARE;
  }

  private void say(@Nullable String message) {
    terminal.err().println("stoa: " + message);
  }
}
