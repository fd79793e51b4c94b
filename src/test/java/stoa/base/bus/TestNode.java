package stoa.base.bus;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.cache.Caches;
import stoa.base.db.Db;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.runtime.Breakers;
import stoa.base.runtime.Tasks;
import stoa.event.Event;

/** One server's events, without the forum around them. */
final class TestNode implements AutoCloseable {
  static final Duration LOST_AFTER = Duration.ofSeconds(3);

  final CollectorRegistry registry = new CollectorRegistry();
  final Db db;
  final Events events;
  private final Tasks tasks = new Tasks(registry);
  private final HikariDataSource pool;
  private final @Nullable Nats nats;

  TestNode(Pool.Address address, @Nullable String natsUrl, EventHandler... handlers) {
    var breakers = new Breakers(registry, Duration.ofSeconds(1));
    pool = Pool.open(address, Pool.Purpose.requests(8), new PoolMetrics(registry));
    events =
        new Events(
            tasks,
            new Caches(null, registry),
            Clock.systemUTC(),
            registry,
            Duration.ofMillis(10),
            LOST_AFTER);
    db = new Db(pool, Db.Guards.of(breakers, Clock.systemUTC(), events::committed));
    nats = natsUrl == null ? null : new Nats(natsUrl, "stoa", breakers.make("nats", _ -> true));
    var wirings =
        java.util.Arrays.stream(handlers)
            .map(handler -> new Events.Wiring(handler, 2, 16, Duration.ofSeconds(20)))
            .toList();
    events.start(db, address, nats, List.copyOf(wirings));
  }

  /** Announces so many events, each in a transaction of its own. */
  void announce(int count) {
    for (int i = 1; i <= count; i++) {
      long id = i;
      db.change(tx -> tx.emit(new Event.BoardsChanged(id)));
    }
  }

  double metric(String name, String label, String value) {
    Double found = registry.getSampleValue(name, new String[] {label}, new String[] {value});
    return found == null ? 0 : found;
  }

  double consumed(String consumer, String outcome) {
    Double found =
        registry.getSampleValue(
            "forum_events_consumed_total",
            new String[] {"consumer", "outcome"},
            new String[] {consumer, outcome});
    return found == null ? 0 : found;
  }

  @Override
  public void close() throws Exception {
    var deadline = Deadline.in(Duration.ofSeconds(5));
    events.stop(deadline);
    if (nats != null) {
      nats.stop(deadline);
    }
    tasks.stop(deadline);
    pool.close();
  }
}
