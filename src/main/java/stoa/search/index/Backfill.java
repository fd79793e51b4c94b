package stoa.search.index;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;

/**
 * Goes over all posts once, comparing how many there are in each range of ids with how many the
 * index holds, and puts in what is missing: after an import, after a damage, and all of it into an
 * empty index. Made to be done in small steps.
 */
final class Backfill {
  /** Ids that are compared at once, and put in at once where they differ. */
  private static final int RANGE = 500;

  /** Ids that one statement counts: some ten milliseconds' worth. */
  private static final long SLICE = 50_000;

  /** For what takes a second; whoever runs out of it is interrupted, which Lucene takes badly. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SearchQueries queries;
  private final IndexFeeder feed;
  private final Store store;
  private final IndexingThreads hands;
  private final Queue<Long> differing = new ArrayDeque<>();
  private long next;
  private @Nullable Long last;
  private long repaired;

  Backfill(SearchQueries queries, IndexFeeder feed, Store store, IndexingThreads hands) {
    this.queries = queries;
    this.feed = feed;
    this.store = store;
    this.hands = hands;
  }

  /** Goes on until the deadline; answers whether it came to its end. */
  boolean step(Deadline deadline) {
    if (last == null) {
      last = queries.lastPost(); // what comes later comes as an event
    }
    do {
      if (!differing.isEmpty()) {
        repair();
      } else if (next <= last) {
        compare();
      } else {
        store.refresh();
        return true;
      }
    } while (!deadline.passed());
    return false;
  }

  private void repair() {
    var ranges = differing.stream().limit(hands.atOnce()).toList();
    var tries = hands.pool().all(ranges, this::tried).get(Deadline.in(PATIENCE));
    differing.removeAll(tries.stream().filter(Try::done).map(Try::from).toList());
    repaired += tries.stream().filter(Try::done).count();
    for (var failed : tries) {
      if (failed.fault() != null) {
        throw failed.fault(); // the next step tries it again
      }
    }
  }

  /** Throws nothing, as that would interrupt the other threads, and Lucene gives its writer up. */
  private Try tried(long from) {
    try {
      feed.put(store, from, from + RANGE);
      return new Try(from, null);
    } catch (RuntimeException e) {
      return new Try(from, e);
    }
  }

  private record Try(long from, @Nullable RuntimeException fault) {
    boolean done() {
      return fault == null;
    }
  }

  /** How many ranges were put in. */
  long repaired() {
    return repaired;
  }

  /** From 0 to 1. */
  double progress() {
    return last == null || last == 0 ? 0 : Math.min(1, (double) next / last);
  }

  private void compare() {
    store.refresh();
    long before = next + SLICE;
    var there = queries.counts(next, before, RANGE);
    var here = store.counts(next, before, RANGE);
    for (long from = next; from < before; from += RANGE) {
      long wanted = there.getOrDefault(from, 0L);
      long found = here.getOrDefault(from, 0L);
      if (found > wanted) {
        store.remove(from, from + RANGE); // of a database that was put back to an older state
      }
      if (wanted != found) {
        differing.add(from);
      }
    }
    next = before;
  }
}
