package stoa.base.runtime;

import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.Refused;
import stoa.base.runtime.TaskMetrics.Outcome;

/** One job of {@link Tasks#every}: a thread that keeps the time, and a thread for each run. */
final class PeriodicJob implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicJob.class);

  private final String name;
  private final Duration first;
  private final Duration period;
  private final Duration timeout;
  private final Runnable job;
  private final TaskMetrics metrics;
  private final Gauge.Child live;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread keeper;

  /**
   * @param first the pause before its first run
   */
  PeriodicJob(
      String name,
      Duration first,
      Duration period,
      Duration timeout,
      Runnable job,
      TaskMetrics metrics) {
    this.name = name;
    this.first = first;
    this.period = period;
    this.timeout = timeout;
    this.job = job;
    this.metrics = metrics;
    this.live = metrics.live("background");
    this.keeper = Thread.ofVirtual().name("every " + name).unstarted(this::keepTime);
  }

  void start() {
    keeper.start();
  }

  @Override
  public void stop(Deadline deadline) throws InterruptedException {
    stopped.countDown();
    keeper.interrupt();
    if (!keeper.join(deadline.left())) {
      LOG.warn("job {} does not end although it was interrupted", name);
    }
  }

  private void keepTime() {
    try {
      Duration pause = first;
      while (!stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        runOnce();
        pause = period;
      }
    } catch (InterruptedException e) {
      LOG.debug("job {} stopped", name); // Only stop() interrupts this thread.
    }
  }

  private void runOnce() throws InterruptedException {
    var fault = new AtomicReference<@Nullable Throwable>();
    var run = Thread.ofVirtual().name("job " + name).unstarted(() -> runCatching(fault));
    run.start();
    boolean inTime;
    try {
      inTime = run.join(timeout);
    } catch (InterruptedException e) {
      run.interrupt();
      run.join();
      metrics.jobEnded(name, Outcome.CANCELLED);
      throw e;
    }
    if (!inTime) {
      LOG.warn("job {} took longer than {} and was interrupted", name, timeout);
      run.interrupt();
      run.join();
      metrics.jobEnded(name, Outcome.DEADLINE);
      return;
    }
    report(fault.get());
  }

  private void runCatching(AtomicReference<@Nullable Throwable> fault) {
    live.inc();
    try {
      job.run();
    } catch (Throwable e) {
      fault.set(e);
    } finally {
      live.dec();
    }
  }

  /** A job that fails is tried again after its period: what it needs may be back by then. */
  private void report(@Nullable Throwable fault) {
    if (fault == null) {
      metrics.jobEnded(name, Outcome.OK);
      return;
    }
    if (fault instanceof Refused) { // by the database, say, which has said why
      LOG.warn("job {} could not be done; it runs again in {}: {}", name, period, fault.toString());
    } else {
      LOG.error("job {} failed; it runs again in {}", name, period, fault);
    }
    metrics.jobEnded(name, Outcome.ERROR);
  }

  @Override
  public String toString() {
    return "job " + name;
  }
}
