package stoa.base.bus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.bus.BusMetrics.Outcome;
import stoa.base.db.Db;
import stoa.base.runtime.WorkerPool;
import stoa.event.EventText;
import stoa.event.Kind;

/**
 * Brings events to one handler. It fetches only as many as its pool has room for; so when the
 * handler is slow, events wait in the database and nothing grows here.
 */
final class Consumer {
  private static final Logger LOG = LoggerFactory.getLogger(Consumer.class);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final int FETCH = 100;

  /** Events that share a transaction, where the effect is in the database. */
  private static final int TOGETHER = 100;

  /** Places of the pool beyond its room. */
  static final int SPARE = 8;

  private static final int FAULT_LENGTH = 500;

  private final EventHandler handler;
  private final HandlerRunner effect;
  private final Duration limit;
  private final Db db;
  private final DeadLetterQueries parked;
  private final WorkerPool pool;
  private final Semaphore room;

  /**
   * Places that have to be free before any are fetched for: where several share a transaction, each
   * that ends would else bring in a single one, and what waits be worked off one by one.
   */
  private final int least;

  /** For what the bus has lost: while it is waited for, all other room is taken. */
  private final Semaphore spareRoom = new Semaphore(SPARE);

  private final Retries retries;
  private final InstantSource clock;
  private final BusMetrics metrics;
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
  private final Map<Long, Integer> failures = new ConcurrentHashMap<>();

  Consumer(
      Events.Wiring wiring,
      Db db,
      WorkerPool pool,
      int room,
      Retries retries,
      InstantSource clock,
      BusMetrics metrics) {
    this.handler = wiring.handler();
    this.effect = new HandlerRunner(wiring, db, clock, metrics);
    this.limit = wiring.limit();
    this.db = db;
    this.parked = new DeadLetterQueries(db);
    this.pool = pool;
    this.room = new Semaphore(room);
    this.least = effect.shares() ? Math.clamp(room / 2, 1, TOGETHER) : 1;
    this.retries = retries;
    this.clock = clock;
    this.metrics = metrics;
    metrics.watch(name());
  }

  String name() {
    return handler.name();
  }

  List<String> kinds() {
    return Kind.labels(handler.kinds()).sorted().toList();
  }

  /** For a thread of its own. */
  void run(Bus.Source source) throws InterruptedException {
    while (true) {
      room.acquire(least);
      int most = least;
      while (most < FETCH && room.tryAcquire()) {
        most++;
      }
      int left = most;
      try {
        var deliveries = source.fetch(most, WAIT);
        left -= deliveries.size();
        begin(deliveries);
      } finally {
        room.release(left);
      }
    }
  }

  /** Takes over deliveries, and with each a place of the room. */
  private void begin(List<Bus.Delivery> deliveries) {
    int share = effect.shares() ? TOGETHER : 1;
    for (int from = 0; from < deliveries.size(); from += share) {
      var part = deliveries.subList(from, Math.min(deliveries.size(), from + share));
      if (part.size() == 1) {
        begin(part.getFirst(), room);
      } else {
        beginTogether(List.copyOf(part));
      }
    }
  }

  private void beginTogether(List<Bus.Delivery> all) {
    var fresh = all.stream().filter(delivery -> inHand.add(delivery.event().id())).toList();
    room.release(all.size() - fresh.size());
    if (fresh.isEmpty()) {
      return;
    }
    try {
      pool.begin(
          limit,
          () -> effect.together(fresh.stream().map(Bus.Delivery::event).toList()),
          fault -> endedTogether(fresh, fault));
    } catch (Refused e) {
      fresh.forEach(delivery -> {
        inHand.remove(delivery.event().id());
        room.release();
        delivery.again(retries.whileAway()); // the pool stops
      });
    }
  }

  private void endedTogether(List<Bus.Delivery> all, @Nullable Throwable fault) {
    for (var delivery : all) {
      inHand.remove(delivery.event().id());
      if (fault == null) {
        failures.remove(delivery.event().id());
        delivery.done();
        room.release();
      } else if (fault instanceof CancellationException) {
        delivery.again(Duration.ZERO);
        room.release();
      } else {
        begin(delivery, room); // it keeps its place
      }
    }
  }

  /** Takes over a delivery, and with it a place that it gives back in the end. */
  private void begin(Bus.Delivery delivery, Semaphore place) {
    long id = delivery.event().id();
    if (!inHand.add(id)) {
      place.release(); // the bus lost patience and sent it again, while it is at work here
      return;
    }
    try {
      pool.begin(
          limit,
          () -> effect.one(delivery.event()),
          fault -> {
            try {
              ended(delivery, fault);
            } finally {
              inHand.remove(id);
              place.release();
            }
          });
    } catch (Refused e) {
      inHand.remove(id);
      place.release();
      delivery.again(retries.whileAway()); // the pool stops
    }
  }

  /** Handles what the bus seems to have lost, if there is room; else another time. */
  void recover(OutboxRow event) {
    if (inHand.contains(event.id())
        || failures.containsKey(event.id())
        || !spareRoom.tryAcquire()) {
      return;
    }
    metrics.recovered.labels(name()).inc();
    begin(new Recovered(event), spareRoom);
  }

  private record Recovered(OutboxRow event) implements Bus.Delivery {
    @Override
    public void done() {
      // It came from the outbox, where the mark says it all.
    }

    @Override
    public void again(Duration pause) {
      // The next survey finds it.
    }
  }

  private void ended(Bus.Delivery delivery, @Nullable Throwable fault) {
    if (fault == null) {
      failures.remove(delivery.event().id());
      delivery.done();
    } else {
      failed(delivery, fault);
    }
  }

  private void failed(Bus.Delivery delivery, Throwable fault) {
    long id = delivery.event().id();
    if (fault instanceof CancellationException) {
      delivery.again(Duration.ZERO); // handed back by a stop
      return;
    }
    metrics.ended(name(), Outcome.RETRY);
    if (away(fault)) {
      delivery.again(retries.whileAway());
      return;
    }
    int count = failures.merge(id, 1, Integer::sum);
    boolean hopeless = fault instanceof EventText.Unreadable || retries.exhausted(count);
    if (!hopeless) {
      LOG.warn("{} failed on event {}, try {}: {}", name(), id, count, fault.toString());
      delivery.again(retries.pause(count));
      return;
    }
    park(delivery, count, fault);
  }

  /** The database refused: that says nothing about the event. */
  private static boolean away(Throwable fault) {
    return fault instanceof Refused refused && refused.refusal() instanceof Refusal.Unavailable;
  }

  private void park(Bus.Delivery delivery, int count, Throwable fault) {
    long id = delivery.event().id();
    try {
      parked.park(name(), id, count, words(fault), clock.instant());
      failures.remove(id);
      delivery.done();
      metrics.ended(name(), Outcome.PARKED);
      LOG.error("{} gave up on event {}; see /admin/events", name(), id, fault);
    } catch (RuntimeException e) {
      LOG.warn("cannot park event {} of {}: {}", id, name(), e.toString());
      delivery.again(retries.whileAway());
    }
  }

  private static String words(Throwable fault) {
    String text = fault.toString().lines().findFirst().orElse("");
    return text.substring(0, Math.min(text.length(), FAULT_LENGTH));
  }

  /** Tries a parked event again, once, in its turn. */
  void retry(long id) {
    OutboxRow stored = parked.stored(name(), id).orElse(null);
    if (stored == null) {
      return; // somebody was faster
    }
    pool.begin(
        limit,
        () -> effect.parked(stored),
        fault -> {
          if (fault != null) {
            putBack(id, fault);
          }
        });
  }

  private void putBack(long id, Throwable fault) {
    try {
      parked.park(name(), id, 1, words(fault), clock.instant());
    } catch (RuntimeException e) {
      LOG.warn("cannot note the failure of parked event {}: {}", id, e.toString());
    }
  }

  void drop(long id) {
    db.change(tx -> parked.take(tx, name(), id));
  }
}
