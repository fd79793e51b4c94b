package stoa.base.bus;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell for one sleeper: rung often before they look, it wakes them once. */
final class Signal {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits for the bell; false if it did not ring within that time. */
  boolean await(Duration time) throws InterruptedException {
    boolean woken = rung.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
    int _ = rung.drainPermits();
    return woken;
  }
}
