package stoa.wordfilter;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import stoa.base.runtime.WriteBehind;
import stoa.base.runtime.WriteBehinds;

/**
 * Counts hits and keeps rejected texts' records until they are written together: who sends rejected
 * texts by the thousand must not make the forum write by the thousand.
 */
final class HitTally {
  private static final int MOST_RECORDS = 1000;

  private final WriteBehind<Long, Long> counts;

  /** By the order in which they came. */
  private final WriteBehind<Long, Findings> rejected;

  private final AtomicLong came = new AtomicLong();

  HitTally(HitQueries queries, InstantSource clock, WriteBehinds writeBehinds) {
    this.counts =
        writeBehinds.make("word_hits", Long::sum, hits -> queries.count(hits, clock.instant()));
    this.rejected =
        writeBehinds.make(
            "word_records",
            MOST_RECORDS,
            (_, later) -> later,
            records -> queries.insertRejected(List.copyOf(records.values())));
    writeBehinds.showAlso("forum_words_records", rejected);
  }

  void count(Findings found) {
    for (Findings.Line line : found.lines()) {
      counts.add(line.hit().word().id(), 1L);
    }
  }

  void rejected(Findings found) {
    rejected.add(came.incrementAndGet(), found);
  }

  /** Writes what has come together; for a periodic job, and once more at the end. */
  void flush() {
    counts.flush();
    rejected.flush();
  }
}
