package stoa.base.bus;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.Refused;
import stoa.base.cache.Caches;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.db.Leader;
import stoa.base.db.Pool;
import stoa.base.runtime.Stoppable;
import stoa.base.runtime.Tasks;
import stoa.base.runtime.WorkerPool;
import stoa.event.Event;

/**
 * What follows from events: the outbox is published by one server, in order, and each effect has a
 * durable place in it and a bounded pool. Nothing is lost where either side dies, and nothing takes
 * effect twice.
 */
public final class Events implements Stoppable {
  private static final int CHANGES_WAITING = 256;
  private static final Duration CHANGE = Duration.ofSeconds(10);

  private final Tasks tasks;
  private final Caches caches;
  private final InstantSource clock;
  private final BusMetrics metrics;
  private final Retries retries;
  private final Duration lostAfter;
  private final Signal wake = new Signal();
  private final CacheInvalidation changes;
  private final List<Consumer> consumers = new ArrayList<>();
  private final List<Stoppable> loops = new ArrayList<>();
  private final List<WorkerPool> pools = new ArrayList<>();
  private @Nullable DeadLetterQueries parked;

  /**
   * A handler, how many of its tasks may run and wait, and after what time one is interrupted and
   * tried again.
   */
  public record Wiring(EventHandler handler, int threads, int queue, Duration limit) {
    /** Some statements; what takes longer is stuck. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int THREADS = 2;
    private static final int QUEUE = 64;

    /** A handler of what a few statements do, with little of its own. */
    public Wiring(EventHandler handler) {
      this(handler, THREADS, QUEUE, LIMIT);
    }

    public Wiring(EventHandler handler, Settings.Workers workers) {
      this(handler, workers, LIMIT);
    }

    public Wiring(EventHandler handler, Settings.Workers workers, Duration limit) {
      this(handler, workers.threads(), workers.queue(), limit);
    }
  }

  /**
   * @param retryAfter the first pause after a failure; see {@link Retries}
   * @param lostAfter how long after its publishing an event that was not handled is taken for lost
   *     by the bus; a bus that keeps its promises has delivered by then, or is so far behind that
   *     help is fine
   */
  public Events(
      Tasks tasks,
      Caches caches,
      InstantSource clock,
      CollectorRegistry registry,
      Duration retryAfter,
      Duration lostAfter) {
    this.lostAfter = lostAfter;
    this.tasks = tasks;
    this.caches = caches;
    this.clock = clock;
    this.metrics = new BusMetrics(registry);
    this.changes = new CacheInvalidation(caches);
    this.retries = new Retries(retryAfter);
  }

  /** To be called after each commit with what events it stored, and what copies end by it. */
  public void committed(List<Event> events, Collection<String> tags) {
    changes.committed(events, tags);
    if (!events.isEmpty()) {
      wake.signal();
    }
  }

  /**
   * Begins to publish and to handle.
   *
   * @param nats null for the bus of a single server
   */
  public void start(Db db, Pool.Address address, @Nullable Nats nats, List<Wiring> wirings) {
    var queries = new OutboxQueries(db);
    Bus bus = nats == null ? new LocalBus(queries) : new NatsBus(nats, queries);
    parked = new DeadLetterQueries(db);
    var leader = new Leader(address, new Listener());
    loops.add(tasks.always("outbox leader", leader::run));
    if (nats != null) {
      changes.notifyOthers();
    }
    var relay = new Relay(queries, bus, leader, changes, wake, clock, metrics);
    loops.add(tasks.always("outbox relay", relay::run));
    consume(db, queries, bus, new Wiring(changes, 2, CHANGES_WAITING, CHANGE));
    for (var wiring : wirings) {
      consume(db, queries, bus, wiring);
    }
    var survey = new ProgressCheck(db, bus, leader, consumers, lostAfter, clock, metrics);
    tasks.every("events survey", Duration.ofSeconds(2), Duration.ofSeconds(30), survey::run);
    var names = consumers.stream().map(Consumer::name).toList();
    var forgetting = new Retention(db, names, leader::leading, clock);
    tasks.every("old events", Duration.ofMinutes(10), Duration.ofMinutes(5), forgetting::run);
  }

  private final class Listener implements Leader.Listener {
    @Override
    public void signalled() {
      wake.signal();
    }

    @Override
    public void changed(String what) {
      changes.received(what);
    }

    @Override
    public void listening(boolean listens) {
      caches.listening(listens);
    }
  }

  private void consume(Db db, OutboxQueries queries, Bus bus, Wiring wiring) {
    String name = wiring.handler().name();
    queries.enlist(name, clock.instant());
    WorkerPool pool = tasks.waiters(name, wiring.threads(), wiring.queue() + Consumer.SPARE);
    int room = wiring.threads() + wiring.queue();
    var consumer = new Consumer(wiring, db, pool, room, retries, clock, metrics);
    consumers.add(consumer);
    pools.add(pool);
    var source = bus.source(name, consumer.kinds());
    loops.add(tasks.always("events for " + name, () -> consumer.run(source)));
  }

  /** Parked events, those parked last first. */
  public List<DeadLetter> parked(int offset, int most) {
    return rows().page(offset, most);
  }

  /** Tries a parked event again, in the background. */
  public void retry(String consumer, long event) {
    consumer(consumer).retry(event);
  }

  /** Gives a parked event up for good. */
  public void drop(String consumer, long event) {
    consumer(consumer).drop(event);
  }

  /**
   * How one effect is doing, as it was when it was last looked at.
   *
   * @param oldestSeconds the age of the oldest event that it has not done
   */
  public record State(String consumer, long waiting, long oldestSeconds, int parked) {}

  public List<State> states() {
    var counts = rows().counts();
    return consumers.stream()
        .map(consumer ->
            new State(
                consumer.name(),
                (long) metrics.waiting.labels(consumer.name()).get(),
                (long) metrics.oldest.labels(consumer.name()).get(),
                counts.getOrDefault(consumer.name(), 0)))
        .toList();
  }

  /** How many are parked, in all. */
  public int parkedCount() {
    return rows().counts().values().stream().mapToInt(Integer::intValue).sum();
  }

  private DeadLetterQueries rows() {
    if (parked == null) {
      throw new IllegalStateException("not started");
    }
    return parked;
  }

  private Consumer consumer(String name) {
    return consumers.stream()
        .filter(consumer -> consumer.name().equals(name))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  /**
   * Fetches no more, lets running effects finish, and hands back what has not begun: it is still in
   * the outbox.
   */
  @Override
  public void stop(Deadline deadline) throws Exception {
    for (var loop : loops.reversed()) {
      loop.stop(deadline);
    }
    for (var pool : pools) {
      pool.stop(deadline);
    }
  }
}
