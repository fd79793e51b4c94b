package stoa.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "train",
    description = "Use a throw-away forum for some seconds, for -XX:AOTCacheOutput to watch.")
record TrainCommand(Work work, Terminal terminal) implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    terminal.out().println(work.train());
    return 0;
  }
}
