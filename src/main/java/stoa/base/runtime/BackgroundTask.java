package stoa.base.runtime;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import stoa.base.runtime.TaskMetrics.Outcome;

/**
 * One task of {@link WorkerPool#begin}: it is interrupted at its limit and reports how it ended.
 */
final class BackgroundTask implements Runnable {
  private final Runnable work;
  private final Duration limit;
  private final ScheduledExecutorService timer;
  private final End end;
  private final long since = System.nanoTime();
  private boolean running;
  private boolean overdue;

  interface End {
    void of(BackgroundTask task, Outcome outcome, @Nullable Throwable fault);
  }

  BackgroundTask(Runnable work, Duration limit, ScheduledExecutorService timer, End end) {
    this.work = work;
    this.limit = limit;
    this.timer = timer;
    this.end = end;
  }

  @Override
  public void run() {
    Thread worker = Thread.currentThread();
    begin();
    ScheduledFuture<?> alarm =
        timer.schedule(() -> interrupt(worker), limit.toNanos(), TimeUnit.NANOSECONDS);
    Throwable fault = null;
    try {
      work.run();
    } catch (Throwable e) {
      fault = e;
    }
    alarm.cancel(false);
    boolean late = finish();
    end.of(this, outcome(fault, late), fault);
  }

  /** Its turn never came. */
  void drop() {
    end.of(this, Outcome.CANCELLED, new CancellationException("the server stops"));
  }

  long since() {
    return since;
  }

  private synchronized void begin() {
    running = true;
  }

  /** Under the lock, so that the interrupt cannot hit the thread's next task. */
  private synchronized void interrupt(Thread worker) {
    if (running) {
      overdue = true;
      worker.interrupt();
    }
  }

  private synchronized boolean finish() {
    running = false;
    if (overdue) {
      boolean _ = Thread.interrupted();
    }
    return overdue;
  }

  private static Outcome outcome(@Nullable Throwable fault, boolean late) {
    if (fault == null) {
      return Outcome.OK;
    }
    return late ? Outcome.DEADLINE : Outcome.ERROR;
  }
}
