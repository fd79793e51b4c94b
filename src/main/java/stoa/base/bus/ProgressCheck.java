package stoa.base.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import stoa.base.db.Db;
import stoa.base.db.Leader;

/**
 * Looks from time to time at what is done: moves each consumer's mark on, and finds what the bus
 * has lost.
 */
final class ProgressCheck {
  private static final int MOST = 500;

  private final ConsumerQueries queries;
  private final OutboxQueries outbox;
  private final DeadLetterQueries parked;
  private final Bus bus;
  private final Leader leader;
  private final List<Consumer> consumers;
  private final Duration lostAfter;
  private final InstantSource clock;
  private final BusMetrics metrics;

  ProgressCheck(
      Db db,
      Bus bus,
      Leader leader,
      List<Consumer> consumers,
      Duration lostAfter,
      InstantSource clock,
      BusMetrics metrics) {
    this.queries = new ConsumerQueries(db);
    this.outbox = new OutboxQueries(db);
    this.parked = new DeadLetterQueries(db);
    this.bus = bus;
    this.leader = leader;
    this.consumers = consumers;
    this.lostAfter = lostAfter;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** For a periodic job. */
  void run() {
    Instant now = clock.instant();
    var unsent = outbox.unsent();
    metrics.unsent.set(unsent.count());
    metrics.unsentAge.set(age(unsent.oldest(), now));
    Map<String, Integer> counts = parked.counts();
    for (var consumer : consumers) {
      metrics.parked.labels(consumer.name()).set(counts.getOrDefault(consumer.name(), 0));
      look(consumer, now);
    }
  }

  private void look(Consumer consumer, Instant now) {
    var survey = queries.survey(consumer.name(), consumer.kinds(), MOST);
    var open = survey.open();
    queries.advance(consumer.name(), open.isEmpty() ? survey.last() : open.getFirst().place() - 1);
    metrics
        .waiting
        .labels(consumer.name())
        .set(survey.more() ? (double) (survey.last() - open.getFirst().place() + 1) : open.size());
    metrics.oldest.labels(consumer.name()).set(open.isEmpty() ? 0 : age(open.getFirst().at(), now));
    if (bus.lossy() && leader.leading()) {
      recover(consumer, open, now.minus(lostAfter));
    }
  }

  private void recover(Consumer consumer, List<ConsumerQueries.Open> open, Instant before) {
    var lost =
        open.stream()
            .filter(event -> event.published() != null && event.published().isBefore(before))
            .map(ConsumerQueries.Open::id)
            .limit(100)
            .toList();
    if (!lost.isEmpty()) {
      outbox.byIds(lost).forEach(consumer::recover);
    }
  }

  private static double age(@org.jspecify.annotations.Nullable Instant at, Instant now) {
    return at == null ? 0 : Math.max(0, Duration.between(at, now).toMillis() / 1e3);
  }
}
