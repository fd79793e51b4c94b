package stoa.tools.stackexchange;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import stoa.tools.stackexchange.StageQueries.Run;

/** The file that lists what was not taken. */
final class Report {
  private final FaultQueries faults;

  Report(FaultQueries faults) {
    this.faults = faults;
  }

  void write(Run run, FaultQueries.Totals totals, Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
    try (var out = new PrintWriter(Files.newBufferedWriter(partial))) {
      out.println("Import of " + run.source() + ": what was not taken.");
      out.println(totals.bad() + " bad rows, " + totals.leftOut() + " left out on purpose.");
      out.println();
      faults.forEach(run, fault -> out.println(fault.text()));
      if (out.checkError()) {
        throw new IOException("cannot write " + partial);
      }
    }
    Files.move(partial, absolute, StandardCopyOption.REPLACE_EXISTING);
  }
}
