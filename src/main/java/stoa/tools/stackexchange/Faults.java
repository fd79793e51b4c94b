package stoa.tools.stackexchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one file that are not taken. Bad ones are listed, up to a bound that keeps memory
 * flat; those that are left out on purpose are only counted.
 */
final class Faults {
  /** Of a file; more bad rows than these are counted, not listed. */
  static final int LISTED = 100_000;

  private final String file;
  private final List<Fault> bad = new ArrayList<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private long more;

  Faults(String file) {
    this.file = file;
  }

  /**
   * A line of the report.
   *
   * @param line 0 where it stands for many rows, or for the file
   * @param rows how many rows
   * @param bad otherwise left out on purpose
   */
  record Fault(String file, long line, String reason, long rows, boolean bad) {
    String text() {
      return file + (line == 0 ? "" : ":" + line) + ": " + reason;
    }
  }

  void bad(long line, String reason) {
    if (bad.size() < LISTED) {
      bad.add(new Fault(file, line, reason, 1, true));
    } else {
      more++;
    }
  }

  void leftOut(String reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }

  List<Fault> all() {
    var all = new ArrayList<>(bad);
    if (more > 0) {
      all.add(new Fault(file, 0, more + " more bad rows", more, true));
    }
    leftOut.forEach((reason, rows) ->
        all.add(new Fault(file, 0, rows + " rows left out: " + reason, rows, false)));
    return all;
  }
}
