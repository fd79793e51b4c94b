package stoa.base.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.runtime.TaskMetrics.Outcome;

/**
 * A few threads and a short queue for work that a request must not do as often as visitors like:
 * hashing passwords, rendering posts. A full queue refuses at once, because a visitor who waits
 * behind a hundred others has left before their turn.
 */
public final class WorkerPool implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  /** Long enough for a burst to pass, short enough that the visitor still wants it. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** For each thread, of the work on many items. */
  private static final int PARTS = 4;

  private final String name;
  private final int capacity;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService timer;
  private final TaskMetrics metrics;
  private final Set<BackgroundTask> begun = ConcurrentHashMap.newKeySet();

  WorkerPool(
      String name,
      int threads,
      int capacity,
      ThreadFactory factory,
      ScheduledExecutorService timer,
      TaskMetrics metrics) {
    this.name = name;
    this.capacity = capacity;
    this.timer = timer;
    this.metrics = metrics;
    this.threads =
        new ThreadPoolExecutor(
            threads, threads, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), factory);
    this.threads.allowCoreThreadTimeOut(true);
    metrics.watch(this);
  }

  /**
   * Has the work done by a thread of the pool and waits for it, at most until the deadline; work
   * that overruns is interrupted, work whose turn has not come is dropped. What the work throws is
   * thrown; a checked exception comes as the cause of a {@link CompletionException}.
   *
   * @throws Refused as unavailable if the queue is full or the deadline passes
   */
  public <T> T call(Deadline deadline, Callable<T> work) {
    var task = new FutureTask<>(work);
    enqueue(task);
    return await(task, deadline);
  }

  /**
   * Has work done that nobody waits for. It is interrupted when it has run for longer than the
   * limit, and when the server stops. {@code ended} is called with how it went, once, on any
   * thread: null for done, else what was thrown, a {@link CancellationException} where its turn
   * never came.
   *
   * @throws Refused as unavailable if the queue is full; nothing has begun then
   */
  public void begin(Duration limit, Runnable work, Consumer<@Nullable Throwable> ended) {
    var task =
        new BackgroundTask(
            work,
            limit,
            timer,
            (self, outcome, fault) -> {
              begun.remove(self);
              metrics.completed(this, outcome);
              ended.accept(fault);
            });
    begun.add(task);
    try {
      enqueue(task);
    } catch (Refused e) {
      begun.remove(task);
      throw e;
    }
  }

  /**
   * Begins the work on every item, by all threads of the pool at once.
   *
   * @throws Refused as unavailable if the queue has no room for it
   */
  public <A, B> All<B> all(List<A> items, Function<A, B> work) {
    var tasks = new ArrayList<FutureTask<List<B>>>();
    var all = new All<B>(tasks, items.size());
    // More parts than threads, so that none idles long while another has a slow one.
    int share = Math.max(1, Math.ceilDiv(items.size(), threads.getCorePoolSize() * PARTS));
    try {
      for (int from = 0; from < items.size(); from += share) {
        var part = items.subList(from, Math.min(items.size(), from + share));
        var task = new FutureTask<>(() -> part.stream().map(work).toList());
        enqueue(task);
        tasks.add(task);
      }
      return all;
    } catch (Refused e) {
      all.cancel();
      throw e;
    }
  }

  /** Work on many items that is under way. */
  public final class All<B> {
    private final List<FutureTask<List<B>>> tasks;
    private final int size;

    private All(List<FutureTask<List<B>>> tasks, int size) {
      this.tasks = tasks;
      this.size = size;
    }

    /** The results in the items' order. The first failure is thrown and ends the rest. */
    public List<B> get(Deadline deadline) {
      try {
        var results = new ArrayList<B>(size);
        tasks.forEach(task -> results.addAll(await(task, deadline)));
        return results;
      } finally {
        cancel();
      }
    }

    /** Ends what is not done. */
    public void cancel() {
      tasks.forEach(task -> {
        task.cancel(true);
        threads.remove(task);
      });
    }
  }

  private <T> T await(FutureTask<T> task, Deadline deadline) {
    try {
      T result = task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      metrics.completed(this, Outcome.OK);
      return result;
    } catch (ExecutionException e) {
      if (threads.isShutdown() && e.getCause() instanceof InterruptedException) {
        throw ended(task, Outcome.CANCELLED);
      }
      metrics.completed(this, Outcome.ERROR);
      throw thrown(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      LOG.warn("a task of {} was ended at its deadline; {} wait", name, queued());
      throw ended(task, Outcome.DEADLINE);
    } catch (CancellationException e) {
      throw ended(task, Outcome.CANCELLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended(task, Outcome.CANCELLED);
    }
  }

  public String name() {
    return name;
  }

  int active() {
    return threads.getActiveCount();
  }

  int queued() {
    return threads.getQueue().size();
  }

  int capacity() {
    return capacity;
  }

  /** Seconds since the oldest of the begun tasks that have not ended was handed in. */
  double oldestAge() {
    long now = System.nanoTime();
    return begun.stream().mapToLong(task -> now - task.since()).max().orElse(0) / 1e9;
  }

  /** Refuses new work, lets what is there finish until the deadline, then interrupts it. */
  @Override
  public void stop(Deadline deadline) throws InterruptedException {
    threads.shutdown();
    try {
      if (threads.awaitTermination(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } finally {
      // Whoever waits for a task that never had its turn must not wait for their own deadline.
      threads.shutdownNow().forEach(WorkerPool::cancel);
    }
    LOG.warn("tasks of {} were cut off by the stop", name);
  }

  private void enqueue(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      metrics.rejected(this);
      throw unavailable();
    }
  }

  private Refused ended(FutureTask<?> task, Outcome outcome) {
    task.cancel(true);
    threads.remove(task);
    metrics.completed(this, outcome);
    return unavailable();
  }

  private static void cancel(Runnable waiting) {
    switch (waiting) {
      case FutureTask<?> task -> task.cancel(true);
      case BackgroundTask task -> task.drop();
      default -> throw new IllegalStateException("a task that is not ours");
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new CompletionException(cause);
    };
  }

  private static Refused unavailable() {
    return new Refused(new Refusal.Unavailable(RETRY_AFTER));
  }

  @Override
  public String toString() {
    return "pool " + name;
  }
}
