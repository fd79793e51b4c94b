package stoa;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.hotspot.DefaultExports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.bus.Events;
import stoa.base.bus.Nats;
import stoa.base.cache.Caches;
import stoa.base.cache.Redis;
import stoa.base.config.Settings;
import stoa.base.db.DataFolder;
import stoa.base.db.Db;
import stoa.base.db.EmbeddedPostgres;
import stoa.base.db.Migrations;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.db.Statements;
import stoa.base.http.HttpServer;
import stoa.base.ops.AdminServer;
import stoa.base.ops.Allocation;
import stoa.base.ops.Health;
import stoa.base.runtime.Breakers;
import stoa.base.runtime.Lifecycle;
import stoa.base.runtime.Tasks;
import stoa.feature.Services;
import stoa.spool.Spool;
import stoa.tools.Version;

/**
 * The whole forum, put together by hand and in order: what starts first stops last. So a stop takes
 * the HTTP server first, then the jobs, the effects of events, NATS, the spool, the pool and the
 * database.
 */
final class Forum {
  static final Duration START = Duration.ofSeconds(90);

  /** Half of what may pass before everything is there again after NATS lost its disk. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  /** How late a connection may be cut that waits for too long. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Settings settings;
  private final Lifecycle lifecycle;
  private final InstantSource clock;
  private final CollectorRegistry registry = new CollectorRegistry();

  private final Features features;
  private final HttpServer http;
  private final AdminServer admin;
  private final Optional<String> setupToken;

  Forum(Settings settings, Lifecycle lifecycle, InstantSource clock) throws Exception {
    this.settings = settings;
    this.lifecycle = lifecycle;
    this.clock = clock;
    Tasks tasks = lifecycle.start("tasks", () -> new Tasks(registry));
    var breakers = new Breakers(registry, settings.breaker().open());
    Pool.Address address = database(tasks);
    HikariDataSource pool = pool(address);
    int _ = new Migrations(pool).run();
    Redis redis = settings.redis().server().used() ? redis(breakers) : null;
    var caches = new Caches(redis, registry);
    lifecycle.start("caches", () -> caches.start(tasks));
    var events =
        new Events(tasks, caches, clock, registry, settings.events().retryAfter(), LOST_AFTER);
    var guards = Db.Guards.of(breakers, clock, events::committed);
    var db = new Db(pool, guards, new Statements(registry));
    tasks.every("overdue connections", LOOK, Duration.ofSeconds(5), db::endOverdue);
    Spool spool = spool();
    Nats nats = settings.nats().server().used() ? nats(breakers) : null;

    var services = Services.of(settings, db, caches, tasks, breakers, clock, registry);
    this.features = new Features(services, events, spool);
    this.setupToken = features.setupToken();
    this.http = features.http();
    this.admin = admin(tasks, db, spool, redis, nats);
    lifecycle.start(
        "events",
        () -> {
          events.start(db, address, nats, features.effects());
          return events;
        });
    lifecycle.add("jobs", tasks::stopJobs);
    // Before the jobs: they are interrupted, which an index does not bear while it is written.
    lifecycle.add("features", features::stop);
    lifecycle.add("counts and notes", _ -> features.flush());
    lifecycle.start(
        "http",
        () -> {
          http.start();
          return http;
        });
    features.start(tasks);
  }

  private Pool.Address database(Tasks tasks) throws Exception {
    if (!settings.database().embedded()) {
      return external(settings);
    }
    var postgres =
        lifecycle.start(
            "embedded PostgreSQL",
            () -> EmbeddedPostgres.start(settings.data().dir(), Deadline.in(START)));
    var _ =
        lifecycle.start("database watch", () -> tasks.always("database watch", postgres::watch));
    return postgres.address();
  }

  /** The operator's own; what the forum itself keeps is for its own user alone there, too. */
  static Pool.Address external(Settings settings) {
    DataFolder.make(settings.data().dir());
    DataFolder.close(settings.data().dir());
    var database = settings.database();
    return new Pool.Address(database.url(), database.user(), database.password().value());
  }

  private HikariDataSource pool(Pool.Address address) throws Exception {
    var metrics = new PoolMetrics(registry);
    return lifecycle.start(
        "database pool",
        () -> Pool.open(address, Pool.Purpose.requests(settings.database().poolSize()), metrics),
        pool -> _ -> pool.close());
  }

  private Spool spool() throws Exception {
    return lifecycle.start(
        "spool",
        () ->
            Spool.open(
                settings.data().dir().resolve("spool"),
                settings.spool().records(),
                settings.spool().size(),
                clock,
                registry));
  }

  private Redis redis(Breakers breakers) throws Exception {
    var breaker = breakers.make("redis", Redis::away);
    return lifecycle.start(
        "redis",
        () ->
            new Redis(
                settings.redis().server().url(), settings.redis().poolSize(), breaker, registry));
  }

  private Nats nats(Breakers breakers) throws Exception {
    var breaker = breakers.make("nats", _ -> true);
    return lifecycle.start(
        "nats", () -> new Nats(settings.nats().server().url(), settings.nats().stream(), breaker));
  }

  private AdminServer admin(
      Tasks tasks, Db db, Spool spool, @Nullable Redis redis, @Nullable Nats nats)
      throws Exception {
    DefaultExports.register(registry);
    registry.register(new Allocation());
    Gauge.build("forum_build_info", "1; what runs here.")
        .labelNames("version", "java")
        .register(registry)
        .labels(Version.number(), Runtime.version().toString())
        .set(1);
    var probes = new ArrayList<Health.Probe>();
    probes.add(
        new Health.Probe(
            "database", true, () -> db.read(sql -> sql.select(DSL.inline(1)).fetchSingle())));
    probes.add(new Health.Probe("room", true, db::checkRoom));
    probes.add(new Health.Probe("spool", true, spool::checkRoom));
    if (redis != null) {
      probes.add(new Health.Probe("redis", false, redis::check));
    }
    probes.addAll(features.probes());
    if (nats != null) {
      probes.add(new Health.Probe("nats", false, nats::check));
    }
    var health = new Health(tasks.group("health"), probes, lifecycle::stopping, registry);
    health.check();
    tasks.every("health", Duration.ofSeconds(2), Duration.ofSeconds(5), health::check);
    return lifecycle.start(
        "admin listener",
        () -> {
          var server = new AdminServer(settings.admin(), registry, health);
          server.start();
          return server;
        });
  }

  Features features() {
    return features;
  }

  int port() {
    return http.port();
  }

  List<String> pages() {
    return http.pages();
  }

  int adminPort() {
    return admin.port();
  }

  /** What makes the first administrator; empty where there is one. */
  Optional<String> setupToken() {
    return setupToken;
  }

  CollectorRegistry registry() {
    return registry;
  }
}
