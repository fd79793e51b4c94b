package stoa.base.bus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.db.Leader;

/**
 * Publishes the outbox, on the server that leads; on the others it signals the leader. On each it
 * notifies the others first of what has changed: whoever leads may be dead, and it takes seconds
 * until another does.
 */
final class Relay {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** How long a signal that was never sent (its server died) can delay an event. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /**
   * From one publishing to the next, at least: under load events then share what each reading of
   * the outbox costs. The first one after a quiet time does not wait.
   */
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private static final int BATCH = 200;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final OutboxQueries queries;
  private final Bus bus;
  private final Leader leader;
  private final CacheInvalidation changes;
  private final Signal wake;
  private final InstantSource clock;
  private final BusMetrics metrics;

  Relay(
      OutboxQueries queries,
      Bus bus,
      Leader leader,
      CacheInvalidation changes,
      Signal wake,
      InstantSource clock,
      BusMetrics metrics) {
    this.queries = queries;
    this.bus = bus;
    this.leader = leader;
    this.changes = changes;
    this.wake = wake;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** For a thread of its own. */
  void run() throws InterruptedException {
    var pause = FIRST_PAUSE;
    while (true) {
      boolean woken = wake.await(POLL);
      try {
        turn(woken);
        pause = FIRST_PAUSE;
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        metrics.publishFailures.inc();
        LOG.warn("events wait to be published: {}", e.toString());
        Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis()));
        pause = longer(pause);
        wake.signal();
      }
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void turn(boolean woken) throws InterruptedException {
    metrics.leading.set(leader.leading() ? 1 : 0);
    var pending = changes.takePending();
    if (!pending.isEmpty()) {
      queries.notifyOthers(pending);
    }
    if (leader.leading()) {
      publishAll();
    } else if (woken) {
      queries.signalLeader();
    }
  }

  private void publishAll() throws InterruptedException {
    int count;
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      count = publishSome();
    } while (count == BATCH);
    if (count > 0) {
      Thread.sleep(BETWEEN); // a signal that comes meanwhile is kept
    }
  }

  private int publishSome() {
    List<OutboxRow> events = queries.unpublished(BATCH);
    if (!events.isEmpty()) {
      bus.publish(events);
      queries.place(events.stream().map(OutboxRow::id).toList(), clock.instant());
      metrics.published.inc(events.size());
      bus.published();
    }
    return events.size();
  }
}
