package stoa.tools.stackexchange;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far an import has come: a bar with rate and time left on a terminal, a line now and
 * then elsewhere.
 */
final class Progress implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final PrintStream out;
  private final InstantSource clock;
  private final boolean terminal;

  private @Nullable ProgressBar bar;
  private String name = "";
  private Unit unit = Unit.ROWS;
  private long all;
  private long first;
  private long now;
  private Instant begun = Instant.EPOCH;
  private Instant lastLine = Instant.EPOCH;

  Progress(PrintStream out, InstantSource clock, boolean terminal) {
    this.out = out;
    this.clock = clock;
    this.terminal = terminal;
  }

  /** What is counted. */
  enum Unit {
    ROWS("", 1),
    MEGABYTES(" MB", 1 << 20);

    private final String label;
    private final long size;

    Unit(String label, long size) {
      this.label = label;
      this.size = size;
    }
  }

  void begin(String part, long all, Unit unit) {
    this.name = part;
    this.all = all;
    this.unit = unit;
    first = 0;
    now = 0;
    begun = clock.instant();
    lastLine = begun;
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(part)
              .setInitialMax(all)
              .setUnit(unit.label, unit.size)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .setUpdateIntervalMillis(200)
              .build();
    }
  }

  void note(String line) {
    out.println(line);
  }

  /** That much was done by an earlier try and does not count for the rate. */
  void from(long step) {
    first = step;
    at(step);
  }

  void forward(long steps) {
    at(now + steps);
  }

  void at(long step) {
    now = step;
    if (bar != null) {
      bar.stepTo(step);
    } else if (clock.instant().isAfter(lastLine.plus(BETWEEN_LINES))) {
      lastLine = clock.instant();
      out.println(line());
    }
  }

  private String line() {
    double rate = (now - first) / seconds();
    long left = rate == 0 ? 0 : Math.max(0, Math.round((all - now) / rate));
    return String.format(
        Locale.ROOT,
        "%s: %d of %d%s, %.0f%s a second, %d s left",
        name,
        now / unit.size,
        all / unit.size,
        unit.label,
        rate / unit.size,
        unit.label,
        left);
  }

  private double seconds() {
    return Math.max(0.001, Duration.between(begun, clock.instant()).toMillis() / 1000.0);
  }

  void end() {
    if (bar == null) {
      out.println(String.format(Locale.ROOT, "%s: done in %.1f s", name, seconds()));
      return;
    }
    bar.stepTo(all);
    close();
  }

  /** Leaves the bar as it stands. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
