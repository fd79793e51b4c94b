package stoa.base.bus;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread: signalled often before it waits, it wakes once. */
final class Signal {
  private final Semaphore signalled = new Semaphore(0);

  void signal() {
    if (signalled.availablePermits() == 0) {
      signalled.release();
    }
  }

  /** Waits for the signal; false if it did not come within that time. */
  boolean await(Duration time) throws InterruptedException {
    boolean woken = signalled.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
    int _ = signalled.drainPermits();
    return woken;
  }
}
