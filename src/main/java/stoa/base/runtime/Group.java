package stoa.base.runtime;

import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;

/**
 * Does several things at once, each on a virtual thread, and waits for all: under one deadline, and
 * the first failure ends the rest. None is left when it returns; one that does not end although it
 * was interrupted is waited for a moment longer and then named in the log.
 */
public final class Group {
  private static final Logger LOG = LoggerFactory.getLogger(Group.class);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final String name;
  private final Gauge.Child live;

  Group(String name, Gauge.Child live) {
    this.name = name;
    this.live = live;
  }

  private record End<T>(int index, @Nullable T result, @Nullable Throwable fault) {}

  /**
   * The results in the order of the work.
   *
   * @throws TimeoutException if one had not ended by the deadline
   * @throws CompletionException with the first failure as its cause
   */
  public <T> List<T> all(Deadline deadline, List<Callable<T>> work)
      throws TimeoutException, InterruptedException {
    var ends = new LinkedBlockingQueue<End<T>>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < work.size(); i++) {
      threads.add(begin(i, work.get(i), ends));
    }
    try {
      return results(deadline, work.size(), ends);
    } finally {
      end(threads);
    }
  }

  private <T> Thread begin(int index, Callable<T> work, LinkedBlockingQueue<End<T>> ends) {
    live.inc();
    return Thread.ofVirtual()
        .name(name + "-" + index)
        .start(() -> {
          try {
            ends.add(new End<>(index, work.call(), null));
          } catch (Throwable e) {
            ends.add(new End<>(index, null, e));
          } finally {
            live.dec();
          }
        });
  }

  private static <T> List<T> results(Deadline deadline, int count, LinkedBlockingQueue<End<T>> ends)
      throws TimeoutException, InterruptedException {
    var found = new ArrayList<End<T>>();
    while (found.size() < count) {
      End<T> end = ends.poll(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      if (end == null) {
        throw new TimeoutException();
      }
      if (end.fault() != null) {
        throw new CompletionException(end.fault());
      }
      found.add(end);
    }
    found.sort((a, b) -> a.index() - b.index());
    return found.stream().<T>map(End::result).toList();
  }

  private void end(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    var deadline = Deadline.in(GRACE);
    boolean interrupted = false;
    for (var thread : threads) {
      try {
        if (!thread.join(deadline.left())) {
          LOG.warn("{} does not end although it was interrupted", thread.getName());
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
