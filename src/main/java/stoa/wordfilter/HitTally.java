package stoa.wordfilter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts hits and keeps rejected texts' records until they are written together: who sends rejected
 * texts by the thousand must not make the forum write by the thousand. At most 1,000 records wait;
 * more are dropped, and counted.
 */
final class HitTally {
  private final HitQueries queries;
  private final InstantSource clock;
  private final ConcurrentHashMap<Long, AtomicLong> counts = new ConcurrentHashMap<>();
  private final ArrayBlockingQueue<Findings> rejected = new ArrayBlockingQueue<>(1000);
  private final Counter dropped;

  HitTally(HitQueries queries, InstantSource clock, CollectorRegistry registry) {
    this.queries = queries;
    this.clock = clock;
    this.dropped =
        Counter.build(
                "forum_words_records_dropped_total", "Records of rejected texts that were lost.")
            .register(registry);
  }

  void count(Findings found) {
    for (Findings.Line line : found.lines()) {
      counts.computeIfAbsent(line.hit().word().id(), _ -> new AtomicLong()).incrementAndGet();
    }
  }

  void rejected(Findings found) {
    if (!rejected.offer(found)) {
      dropped.inc();
    }
  }

  /** Writes what has come together; for a periodic job, and once more at the end. */
  void flush() {
    var hits = new TreeMap<Long, Long>();
    for (Long word : counts.keySet()) {
      AtomicLong count = counts.remove(word);
      if (count != null) {
        hits.put(word, count.get());
      }
    }
    if (!hits.isEmpty()) {
      queries.count(hits, clock.instant());
    }
    var records = new ArrayList<Findings>();
    rejected.drainTo(records);
    if (!records.isEmpty()) {
      queries.insertRejected(records);
    }
  }
}
