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
import stoa.account.AccountFeature;
import stoa.account.Limits;
import stoa.base.Deadline;
import stoa.base.bus.EventHandler;
import stoa.base.bus.Events;
import stoa.base.bus.Nats;
import stoa.base.bus.Spool;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.db.EmbeddedPostgres;
import stoa.base.db.Migrations;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.db.Statements;
import stoa.base.life.Breakers;
import stoa.base.life.Lifecycle;
import stoa.base.life.Tasks;
import stoa.base.ops.AdminServer;
import stoa.base.ops.Health;
import stoa.base.web.Assets;
import stoa.base.web.ClientAddress;
import stoa.base.web.Cookies;
import stoa.base.web.Csrf;
import stoa.base.web.HttpServer;
import stoa.base.web.KeptForms;
import stoa.base.web.Messages;
import stoa.base.web.RateLimits;
import stoa.base.web.Site;
import stoa.base.web.SiteAnswers;
import stoa.base.web.SiteRoutes;
import stoa.base.web.Tokens;
import stoa.base.web.Views;
import stoa.board.BoardFeature;
import stoa.control.ControlFeature;
import stoa.markup.Markup;
import stoa.markup.Renderer;
import stoa.notify.NotifyFeature;
import stoa.tools.Version;
import stoa.topic.PostLimits;
import stoa.topic.TopicFeature;

/**
 * The whole forum, put together by hand and in order: what starts first stops last. With {@code
 * App} the only place that knows all features.
 */
final class Forum {
  static final Duration START = Duration.ofSeconds(90);

  /** Half of what may pass before everything is there again after NATS lost its disk. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private final Settings settings;
  private final Lifecycle lifecycle;
  private final InstantSource clock;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Tokens tokens = new Tokens();

  private final HttpServer http;
  private final AdminServer admin;
  private final Optional<String> setupToken;

  Forum(Settings settings, Lifecycle lifecycle, InstantSource clock) throws Exception {
    this.settings = settings;
    this.lifecycle = lifecycle;
    this.clock = clock;
    Tasks tasks = lifecycle.start("tasks", () -> new Tasks(registry));
    var breakers = new Breakers(registry, settings.breaker().open());
    var events = new Events(tasks, clock, registry, settings.events().retryAfter(), LOST_AFTER);
    Pool.Address address =
        settings.database().embedded() ? embedded(tasks) : external(settings.database());
    HikariDataSource pool = database(address);
    int _ = new Migrations(pool).run();
    var guards = Db.Guards.of(breakers, clock, events::announced);
    var db = new Db(pool, guards, new Statements(registry));

    var markup = new Markup();
    var renderer = new Renderer(markup, tasks.workers("render", 2, 64));
    var account =
        new AccountFeature(
            db, tasks.workers("passwords", 2, 32), tokens, clock, settings.session());
    var rates = rates();
    var spool = spool();
    var topic =
        new TopicFeature(db, renderer, new PostLimits(rates, settings.limits()), spool, clock);
    var notify = new NotifyFeature(db, clock);
    var board = new BoardFeature(db, topic.lists(), account::memberCount);
    var control = new ControlFeature(db, clock, about());

    this.setupToken = account.setupToken();
    this.http = http(tasks, db, account, rates, renderer, topic, board, control, events, notify);
    this.admin = admin(tasks, db);
    lifecycle.add("counted views", _ -> topic.flushViews());
    events(events, db, address, breakers, notify);
    lifecycle.start(
        "http",
        () -> {
          http.start();
          return http;
        });
    jobs(tasks, account, topic, notify, new KeptForms(db, tokens, clock));
  }

  private HikariDataSource database(Pool.Address address) throws Exception {
    var metrics = new PoolMetrics(registry);
    return lifecycle.start(
        "database pool",
        () -> Pool.open(address, Pool.Purpose.requests(settings.database().poolSize()), metrics),
        pool -> _ -> pool.close());
  }

  private Pool.Address embedded(Tasks tasks) throws Exception {
    var postgres =
        lifecycle.start(
            "embedded PostgreSQL",
            () -> EmbeddedPostgres.start(settings.data().dir(), Deadline.in(START)));
    var _ =
        lifecycle.start("database watch", () -> tasks.always("database watch", postgres::watch));
    return postgres.address();
  }

  /** Stops after the HTTP server, so that what its last requests announce is still published. */
  private void events(
      Events events, Db db, Pool.Address address, Breakers breakers, NotifyFeature notify)
      throws Exception {
    Nats nats = settings.nats().server().used() ? nats(breakers) : null;
    lifecycle.start(
        "events",
        () -> {
          events.start(
              db,
              address,
              nats,
              List.of(wiring(notify.handler(), settings.events().notifications())));
          return events;
        });
  }

  private static Events.Wiring wiring(EventHandler handler, Settings.Workers workers) {
    return new Events.Wiring(handler, workers.threads(), workers.queue());
  }

  private Nats nats(Breakers breakers) throws Exception {
    var breaker = breakers.make("nats", _ -> true);
    return lifecycle.start(
        "nats", () -> new Nats(settings.nats().server().url(), settings.nats().stream(), breaker));
  }

  static Pool.Address external(Settings.Database database) {
    return new Pool.Address(database.url(), database.user(), database.password().value());
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

  private RateLimits rates() {
    var rules = new ArrayList<RateLimits.Rule>(PostLimits.rules(settings.limits()));
    rules.addAll(Limits.of(settings.limits()).all());
    rules.add(SiteAnswers.rule());
    return new RateLimits(rules, System::nanoTime, registry);
  }

  private ControlFeature.About about() {
    String database = settings.database().embedded() ? "PostgreSQL 18" : settings.database().url();
    return new ControlFeature.About(Version.number(), database, settings.database().embedded());
  }

  private HttpServer http(
      Tasks tasks,
      Db db,
      AccountFeature account,
      RateLimits rates,
      Renderer renderer,
      TopicFeature topic,
      BoardFeature board,
      ControlFeature control,
      Events events,
      NotifyFeature notify) {
    var messages = new Messages();
    var assets = new Assets();
    var csrf = new Csrf(account.csrfKey());
    var site = site(messages, new Views(messages, assets, clock), account, csrf);
    var keptForms = new KeptForms(db, tokens, clock);
    var addresses = new ClientAddress(settings.http().trustedProxies());
    var answers = new SiteAnswers(site, keptForms, rates, addresses);
    var shared =
        new SiteRoutes(site, assets, keptForms, csrf, answers, settings.site().url().toString());
    return new HttpServer(
        settings,
        tasks.virtualThreads("http"),
        registry,
        answers,
        routes -> {
          shared.routes(routes);
          account.routes(routes, site, renderer, rates, Limits.of(settings.limits()), addresses);
          board.routes(routes, site);
          topic.routes(routes, site, settings.text(), tokens, notify::hasRead);
          notify.routes(routes, site);
          control.routes(routes, site, events);
        });
  }

  private Site site(Messages messages, Views views, AccountFeature account, Csrf csrf) {
    var options =
        new Site.Options(
            settings.site().title(), settings.site().url(), settings.site().language());
    var cookies = new Cookies(settings.site().secure());
    return new Site(options, views, messages, account.members(), cookies, csrf, tokens);
  }

  private AdminServer admin(Tasks tasks, Db db) throws Exception {
    DefaultExports.register(registry);
    Gauge.build("forum_build_info", "1; what runs here.")
        .labelNames("version", "java")
        .register(registry)
        .labels(Version.number(), Runtime.version().toString())
        .set(1);
    var database =
        new Health.Probe("database", () -> db.read(sql -> sql.select(DSL.inline(1)).fetchSingle()));
    var health = new Health(List.of(database), lifecycle::stopping, registry);
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

  private void jobs(
      Tasks tasks,
      AccountFeature account,
      TopicFeature topic,
      NotifyFeature notify,
      KeptForms keptForms) {
    Duration minute = Duration.ofMinutes(1);
    tasks.every("spool", Duration.ofSeconds(1), minute, topic::replaySpool);
    tasks.every("views", Duration.ofSeconds(10), minute, topic::flushViews);
    tasks.every("outdated posts", Duration.ofSeconds(5), minute, topic::renderOutdated);
    tasks.every("expired sessions", AccountFeature.forgetEvery(), minute, account::forgetExpired);
    tasks.every("old notifications", Duration.ofHours(6), Duration.ofMinutes(5), notify::forgetOld);
    tasks.every("old submissions", Duration.ofHours(1), minute, topic::forgetSubmissions);
    tasks.every(
        "kept forms",
        Duration.ofHours(1),
        minute,
        () -> keptForms.forget(clock.instant().minus(Duration.ofDays(2))));
  }

  int port() {
    return http.port();
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
