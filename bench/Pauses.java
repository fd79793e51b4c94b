import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The pauses for garbage collection in a JVM's log; milliseconds. */
record Pauses(long count, double all, double p99, double longest) {
  /** Some of the JVM's time, in seconds since its start. */
  record Span(double from, double to) {
    private boolean has(double moment) {
      return from <= moment && moment <= to;
    }
  }

  /**
   * "[1.234s] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 45M->12M(256M) 3.456ms", and ZGC's
   * phases.
   */
  private static final Pattern PAUSE =
      Pattern.compile("^\\[([0-9.]+)s\\].* GC\\(\\d+\\).* Pause .* ([0-9.]+)ms$");

  /**
   * @param spans those that ended in one of them
   */
  static Pauses in(Path log, List<Span> spans) throws IOException {
    try (var lines = Files.lines(log)) {
      double[] pauses =
          lines
              .flatMap(line -> PAUSE.matcher(line).results())
              .filter(pause -> spans.stream().anyMatch(span -> span.has(number(pause, 1))))
              .mapToDouble(pause -> number(pause, 2))
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

  private static double number(MatchResult pause, int group) {
    return Double.parseDouble(pause.group(group));
  }
}
