import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The pauses for garbage collection in a JVM's log; milliseconds. */
record Pauses(long count, double all, double p99, double longest) {
  /**
   * "GC(3) Pause Young (Normal) (G1 Evacuation Pause) 45M->12M(256M) 3.456ms", and ZGC's phases.
   */
  private static final Pattern PAUSE = Pattern.compile("GC\\(\\d+\\).* Pause .* ([0-9.]+)ms$");

  static Pauses in(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      double[] pauses =
          lines
              .flatMap(line -> PAUSE.matcher(line).results())
              .map(MatchResult::group)
              .mapToDouble(line -> millis(line))
              .sorted()
              .toArray();
      return pauses.length == 0
          ? new Pauses(0, 0, 0, 0)
          : new Pauses(
              pauses.length,
              java.util.Arrays.stream(pauses).sum(),
              pauses[(int) Math.ceil(pauses.length * 0.99) - 1],
              pauses[pauses.length - 1]);
    }
  }

  private static double millis(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1, line.length() - 2));
  }
}
