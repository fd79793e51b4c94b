package stoa.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "reindex",
    description = "Rebuild the search index. A running server goes on meanwhile.")
record ReindexCommand(ServeCommand root, Work work, Terminal terminal)
    implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    terminal.out().println(work.reindex(root.loaded().settings(), terminal.err()));
    return 0;
  }
}
