package stoa.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "migrate", description = "Bring the database up to date and stop.")
record MigrateCommand(ServeCommand root, Work work, Terminal terminal)
    implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    terminal.out().println(work.migrate(root.loaded().settings()));
    return 0;
  }
}
