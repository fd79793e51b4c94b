package stoa.base.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import stoa.base.Deadline;
import stoa.base.StartFault;

/**
 * Starts the parts of the server in order and stops them in reverse, under one deadline, once.
 *
 * <p>A part that fails or overruns while it stops is named in the log and the next one has its
 * turn: the database must be closed even if a request hangs. So that there is time left for it,
 * each later part has up to {@link #KEPT_FOR_EACH} set aside.
 */
public final class Lifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  /** A second closes a pool or tells PostgreSQL to stop; measured, both need less than half. */
  private static final Duration KEPT_FOR_EACH = Duration.ofSeconds(1);

  private record Part(String name, Stoppable stoppable) {}

  private final List<Part> parts = new ArrayList<>();

  /** Held while a part starts or is added, so that a stop never misses one that is half started. */
  private final ReentrantLock starting = new ReentrantLock();

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Who sent a signal reads what it did; a command that ends by itself has said enough. */
  private volatile Level level = Level.DEBUG;

  /**
   * Starts a part and remembers how to stop it.
   *
   * @throws StartFault if the server is being stopped already
   */
  public <T extends Stoppable> T start(String name, Callable<T> how) throws Exception {
    return start(name, how, part -> part);
  }

  /** The same for a part that is not ours: {@code pool -> deadline -> pool.close()}. */
  public <T> T start(String name, Callable<T> how, Function<T, Stoppable> stop) throws Exception {
    starting.lock();
    try {
      if (stopping.get()) {
        throw stoppedWhileStarting(name);
      }
      long begun = System.nanoTime();
      T part = how.call();
      parts.add(new Part(name, stop.apply(part)));
      LOG.debug("started {} in {} ms", name, millisSince(begun));
      return part;
    } finally {
      starting.unlock();
    }
  }

  /**
   * Remembers how to stop what runs already.
   *
   * @throws StartFault if the server is being stopped; the part has been stopped then
   */
  public void add(String name, Stoppable part) {
    starting.lock();
    try {
      if (stopping.get()) {
        stopPart(new Part(name, part), Deadline.in(KEPT_FOR_EACH));
        throw stoppedWhileStarting(name);
      }
      parts.add(new Part(name, part));
    } finally {
      starting.unlock();
    }
  }

  /** Whether a stop has begun: readiness answers "no" from then on. */
  public boolean stopping() {
    return stopping.get();
  }

  /** Stops on SIGTERM, on SIGINT and when the JVM exits, within that time. */
  public void stopOnSignal(Duration time) {
    var hook =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(() -> {
              level = Level.INFO;
              stop(Deadline.in(time));
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns once everything is stopped. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Stops all parts; a second caller waits for the first, at most until its own deadline. */
  public void stop(Deadline deadline) {
    if (!stopping.compareAndSet(false, true)) {
      waitForTheFirst(deadline);
      return;
    }
    try {
      stopParts(partsInReverse(deadline), deadline);
    } finally {
      stopped.countDown();
    }
  }

  private static StartFault stoppedWhileStarting(String name) {
    return new StartFault("stopped while starting " + name);
  }

  private List<Part> partsInReverse(Deadline deadline) {
    boolean locked = lockedWithin(deadline.left().dividedBy(2));
    try {
      if (!locked) {
        LOG.warn("a part is still starting and cannot be stopped");
      }
      return List.copyOf(parts).reversed();
    } finally {
      if (locked) {
        starting.unlock();
      }
    }
  }

  private boolean lockedWithin(Duration time) {
    try {
      return starting.tryLock(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stopParts(List<Part> parts, Deadline deadline) {
    long begun = System.nanoTime();
    int later = parts.size();
    for (var part : parts) {
      later--;
      stopPart(part, Deadline.in(share(deadline.left(), later)));
    }
    LOG.atLevel(level).log("stopped in {} ms", millisSince(begun));
  }

  /** What is left, without what the later parts need; at least half of it. */
  private static Duration share(Duration left, int later) {
    var kept = KEPT_FOR_EACH.multipliedBy(later);
    var half = left.dividedBy(2);
    return kept.compareTo(half) < 0 || later == 0 ? left.minus(kept) : half;
  }

  private void stopPart(Part part, Deadline deadline) {
    long begun = System.nanoTime();
    var task =
        new FutureTask<Void>(() -> {
          part.stoppable().stop(deadline);
          return null;
        });
    // A thread of its own, so that one that ignores its deadline cannot hold up the others.
    var thread = Thread.ofVirtual().name("stop " + part.name()).start(task);
    try {
      task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      LOG.atLevel(level).log("stopped {} in {} ms", part.name(), millisSince(begun));
    } catch (ExecutionException e) {
      LOG.error("{} failed while stopping", part.name(), e.getCause());
    } catch (TimeoutException e) {
      LOG.error("{} did not stop within {} ms, going on", part.name(), millisSince(begun));
      thread.interrupt();
    } catch (InterruptedException e) {
      LOG.error("interrupted while stopping {}, going on", part.name());
    }
  }

  private void waitForTheFirst(Deadline deadline) {
    try {
      if (!stopped.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("the stop that is under way has not ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisSince(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
