package stoa.base.bus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import stoa.base.Deadline;
import stoa.base.bus.BusMetrics.Outcome;
import stoa.base.db.Db;
import stoa.event.StoredEvent;

/** What a handler does with events: once for each, marked as done. */
final class HandlerRunner {
  private final EventHandler handler;
  private final Duration limit;
  private final Db db;
  private final ConsumerQueries queries;
  private final DeadLetterQueries parked;
  private final InstantSource clock;
  private final BusMetrics metrics;

  HandlerRunner(Events.Wiring wiring, Db db, InstantSource clock, BusMetrics metrics) {
    this.handler = wiring.handler();
    this.limit = wiring.limit();
    this.db = db;
    this.queries = new ConsumerQueries(db);
    this.parked = new DeadLetterQueries(db);
    this.clock = clock;
    this.metrics = metrics;
  }

  private String name() {
    return handler.name();
  }

  /** Whether several may share a transaction. */
  boolean shares() {
    return handler instanceof EventHandler.Transactional;
  }

  void one(OutboxRow stored) {
    switch (handler) {
      case EventHandler.Transactional inside -> inside(inside, List.of(stored));
      case EventHandler.External outside -> {
        StoredEvent event = stored.read();
        report(event, outside(outside, event));
      }
    }
  }

  /**
   * Several in one transaction, which costs little more than one. Should one of them fail, none has
   * happened, and each has to be tried by itself.
   */
  void together(List<OutboxRow> several) {
    if (!(handler instanceof EventHandler.Transactional inside)) {
      throw new IllegalStateException(name() + " is not in the database");
    }
    inside(inside, several);
  }

  private void inside(EventHandler.Transactional inside, List<OutboxRow> stored) {
    var events = stored.stream().map(OutboxRow::read).toList();
    Set<Long> firsts =
        db.write(tx -> {
          queries.relaxed(tx);
          var fresh = queries.claim(tx, name(), events.stream().map(StoredEvent::id).toList());
          inside.handle(tx, events.stream().filter(event -> fresh.contains(event.id())).toList());
          return fresh;
        });
    events.forEach(event -> report(event, firsts.contains(event.id())));
  }

  private boolean outside(EventHandler.External outside, StoredEvent event) {
    if (queries.handled(name(), event.id())) {
      return false;
    }
    happen(outside, event);
    queries.mark(name(), event.id());
    return true;
  }

  private void happen(EventHandler.External outside, StoredEvent event) {
    try {
      outside.handle(event, Deadline.in(limit));
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void report(StoredEvent event, boolean first) {
    metrics.ended(name(), first ? Outcome.OK : Outcome.DUPLICATE);
    if (first) {
      metrics.took(name(), Duration.between(event.at(), clock.instant()).toNanos() / 1e9);
    }
  }

  /** One that was parked: taking it from there is what marks it. */
  void parked(OutboxRow stored) {
    StoredEvent event = stored.read();
    switch (handler) {
      case EventHandler.Transactional inside ->
          db.change(tx -> {
            if (parked.take(tx, name(), event.id())) {
              inside.handle(tx, event);
            }
          });
      case EventHandler.External outside -> {
        happen(outside, event);
        db.change(tx -> parked.take(tx, name(), event.id()));
      }
    }
    metrics.ended(name(), Outcome.OK);
  }
}
