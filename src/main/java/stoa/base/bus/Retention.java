package stoa.base.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import stoa.base.db.Db;

/**
 * Deletes marks and events that nobody needs any more. In steps, so that no statement holds its
 * connection for long, however much there is.
 */
final class Retention {
  /** Rows that one statement looks at: some ten milliseconds' worth. */
  static final int STEP = 10_000;

  /** Far more than a transaction can last: see Pool's time-outs. */
  static final Duration MARKS_KEPT = Duration.ofMinutes(10);

  /** So that what happened can still be looked up. */
  static final Duration EVENTS_KEPT = Duration.ofDays(7);

  private final ConsumerQueries queries;
  private final List<String> consumers;
  private final BooleanSupplier leading;
  private final InstantSource clock;

  Retention(Db db, List<String> consumers, BooleanSupplier leading, InstantSource clock) {
    this.queries = new ConsumerQueries(db);
    this.consumers = consumers;
    this.leading = leading;
    this.clock = clock;
  }

  /** For a periodic job. */
  void run() {
    Instant now = clock.instant();
    consumers.forEach(consumer -> marks(consumer, now.minus(MARKS_KEPT)));
    int gone = STEP;
    while (gone == STEP && leading.getAsBoolean()) {
      gone = queries.forgetEvents(now.minus(EVENTS_KEPT), STEP);
    }
  }

  private void marks(String consumer, Instant before) {
    var step = queries.forgetMarks(consumer, before, 0, STEP);
    while (step.gone() > 0 && step.last() != null) { // where none is gone, what follows is younger
      step = queries.forgetMarks(consumer, before, step.last(), STEP);
    }
  }
}
