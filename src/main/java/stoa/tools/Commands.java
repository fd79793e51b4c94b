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

  private final Work work;
  private final Terminal terminal;
  private final ServeCommand root;

  public Commands(Work work, SettingsLoader loader, Terminal terminal) {
    this.work = work;
    this.terminal = terminal;
    this.root = new ServeCommand(work, loader);
  }

  public int run(String... arguments) {
    // What is left of "张三" where the locale cannot spell it; the name itself is lost by then.
    if (Arrays.stream(arguments).anyMatch(one -> one.indexOf('\uFFFD') >= 0)) {
      say("an argument is not readable in this locale; run it with LC_ALL=C.UTF-8");
      return ExitCode.USAGE;
    }
    try {
      return servesAsItIs(arguments) ? root.call() : line().execute(arguments);
    } catch (Exception | Error e) {
      return failed(e);
    }
  }

  /** There is nothing to read then; picocli takes a tenth of the time that a start takes. */
  private static boolean servesAsItIs(String... arguments) {
    return arguments.length == 0 || Arrays.equals(arguments, new String[] {"serve"});
  }

  private CommandLine line() {
    var line = new CommandLine(root);
    line.addSubcommand(new ServeCommand.Named(root));
    line.addSubcommand(new MigrateCommand(root, work, terminal));
    line.addSubcommand(UserCommand.line(root, work, terminal));
    line.addSubcommand(
        new CommandLine(new ImportCommand())
            .addSubcommand(new ImportCommand.StackExchange(root, work, terminal)));
    line.addSubcommand(new ReindexCommand(root, work, terminal));
    line.addSubcommand(new ConfigCommand(root, terminal));
    line.addSubcommand(new TrainCommand(work, terminal));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(terminal.out(), true, UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, UTF_8));
    line.setParameterExceptionHandler((fault, arguments) -> wrongUsage(fault));
    line.setExecutionExceptionHandler((fault, command, parsed) -> failed(fault));
    return line;
  }

  private int wrongUsage(ParameterException fault) {
    say(fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, fault.getCommandLine().getErr());
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
