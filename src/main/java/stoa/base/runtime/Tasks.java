package stoa.base.runtime;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;

/**
 * The only place that starts threads, so that each has a name, is counted, and is waited for by
 * somebody or stopped by {@link #stop}.
 */
public final class Tasks implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

  /** After a start the processor belongs to whoever asks for the first pages. */
  private static final Duration FIRST_RUNS = Duration.ofSeconds(3);

  /** Of jobs that begin one after the other. */
  private static final Duration APART = Duration.ofMillis(100);

  private final TaskMetrics metrics;
  private final ScheduledThreadPoolExecutor timer;
  private final List<Stoppable> started = new CopyOnWriteArrayList<>();

  public Tasks(CollectorRegistry registry) {
    metrics = new TaskMetrics(registry);
    timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timer").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * A virtual thread for each task. It has no bound and no stop of its own: who hands it tasks, the
   * HTTP server, bounds them and drains them.
   */
  public Executor virtualThreads(String name) {
    var live = metrics.live(name);
    var threads = Thread.ofVirtual().name(name + "-", 1).factory();
    return task ->
        threads
            .newThread(() -> {
              live.inc();
              try {
                task.run();
              } finally {
                live.dec();
              }
            })
            .start();
  }

  /**
   * A bounded pool for computing, on platform threads: a virtual one would not yield. It stops with
   * these tasks, or before when it is told to.
   */
  public WorkerPool workers(String name, int threads, int queue) {
    return pool(name, threads, queue, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  /**
   * A bounded pool for what mostly waits for others, on virtual threads: these can be interrupted
   * in the middle of a read from a socket.
   */
  public WorkerPool waiters(String name, int threads, int queue) {
    return pool(name, threads, queue, Thread.ofVirtual().name(name + "-", 1).factory());
  }

  private WorkerPool pool(String name, int threads, int queue, ThreadFactory factory) {
    var pool = new WorkerPool(name, threads, queue, factory, timer, metrics);
    started.add(pool);
    return pool;
  }

  /**
   * A thread of its own for as long as the server runs. Work that fails is begun again after a
   * pause; its end is an interrupt.
   */
  public Stoppable always(String name, EndlessWork work) {
    metrics.watchJob(name);
    var thread = new EndlessThread(name, work, metrics);
    started.add(thread);
    thread.start();
    return thread;
  }

  /** Goes on until it is interrupted. */
  @FunctionalInterface
  public interface EndlessWork {
    void run() throws InterruptedException;
  }

  /**
   * Runs the job each time that the period has passed since its end, so that it never overlaps with
   * itself; for the first time after the period, or some seconds where it is longer. It is
   * interrupted when it takes longer than the timeout, and when the server stops: a job must be one
   * that can be done again.
   */
  public void every(String name, Duration period, Duration timeout, Runnable job) {
    metrics.watchJob(name);
    Duration inTurn = FIRST_RUNS.plus(APART.multipliedBy(started.size()));
    Duration first = period.compareTo(inTurn) < 0 ? period : inTurn;
    var periodic = new PeriodicJob(name, first, period, timeout, job, metrics);
    started.add(periodic);
    periodic.start();
  }

  /** For things that are done side by side and waited for. */
  public Group group(String name) {
    return new Group(name, metrics.live(name));
  }

  /** Stops the jobs alone, so that none asks for what is closed next. */
  public void stopJobs(Deadline deadline) throws InterruptedException {
    for (var one : started) {
      if (one instanceof PeriodicJob job) {
        job.stop(deadline);
      }
    }
  }

  /** Stops jobs and pools, those that were made last first. */
  @Override
  public void stop(Deadline deadline) {
    for (var one : List.copyOf(started).reversed()) {
      try {
        one.stop(deadline);
      } catch (Exception e) {
        LOG.error("{} failed while stopping", one, e);
      }
    }
    timer.shutdownNow();
  }
}
