package stoa.base;

import java.time.Duration;

/**
 * The moment by which something must have ended, on the monotonic clock, so that a step of the wall
 * clock neither ends nor prolongs any wait.
 */
public record Deadline(long nanoTime) {
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
