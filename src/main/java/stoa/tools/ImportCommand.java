package stoa.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stoa.base.StartFault;

@Command(
    name = "import",
    description = "Carry another forum over. It can be stopped and run again.")
final class ImportCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(Usage.lineOf(spec), "import from what? import stackexchange DIR");
  }

  @Command(
      name = "stackexchange",
      description = "Questions, answers and comments of a Stack Exchange dump.")
  static final class StackExchange implements Callable<Integer> {
    private final ServeCommand root;
    private final Work work;
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The folder with Posts.xml, Users.xml and so on.")
    private Path folder = Path.of("");

    StackExchange(ServeCommand root, Work work, Terminal terminal) {
      this.root = root;
      this.work = work;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
      var settings = root.loaded().settings();
      if (!Files.isDirectory(folder)) {
        throw new StartFault(folder + " is no folder; name the one that has Posts.xml in it");
      }
      terminal.out().println(work.importStackExchange(settings, folder, terminal.err()));
      return 0;
    }
  }
}
