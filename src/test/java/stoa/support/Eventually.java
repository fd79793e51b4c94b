package stoa.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in the background: at once where it has, failing where it does not. */
public final class Eventually {
  private Eventually() {}

  public static void within(Duration time, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + time + ": " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  public static void soon(String what, BooleanSupplier condition) {
    within(Duration.ofSeconds(20), what, condition);
  }
}
