package stoa;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.account.AccountFeature;
import stoa.account.OperatorAccounts;
import stoa.base.Deadline;
import stoa.base.cache.Caches;
import stoa.base.config.Secret;
import stoa.base.config.Settings;
import stoa.base.config.SettingsLoader;
import stoa.base.db.Db;
import stoa.base.db.EmbeddedPostgres;
import stoa.base.db.Folders;
import stoa.base.db.Migrations;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.runtime.Breakers;
import stoa.base.runtime.Lifecycle;
import stoa.base.runtime.Tasks;
import stoa.base.text.CharacterFolds;
import stoa.feature.Services;
import stoa.search.SearchFeature;
import stoa.tools.NewUser;
import stoa.tools.Work;
import stoa.tools.stackexchange.StackExchangeImport;

/** What each command does, with only the parts of the forum that it needs. */
final class App implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  /** Beyond what requests in flight may take: the pool, the jobs and the database. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(10);

  /** A server looks for the wish five times a second. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(3);

  @Override
  public void serve(Settings settings) throws Exception {
    var lifecycle = new Lifecycle();
    var stopTime = settings.http().stopTimeout().plus(STOP_MARGIN);
    lifecycle.stopOnSignal(stopTime);
    try {
      var forum = new Forum(settings, lifecycle, Clock.systemUTC());
      announce(settings, forum);
      lifecycle.awaitStop();
    } catch (Exception e) {
      lifecycle.stop(Deadline.in(stopTime));
      throw e;
    }
  }

  private static void announce(Settings settings, Forum forum) {
    String here = "http://" + settings.http().host() + ":" + forum.port();
    LOG.info("{} is open at {}", settings.site().title(), here);
    LOG.info(
        "metrics and health at http://{}:{}/metrics", settings.admin().host(), forum.adminPort());
    forum
        .setupToken()
        .ifPresent(token ->
            LOG.info(
                "there is no administrator yet; become it, once and within a day, at"
                    + " {}/register?setup={}",
                outside(settings.site().url(), here),
                token));
  }

  /** Where a link leads: to the site, or on a first try to this machine. */
  static String outside(URI site, String here) {
    return site.equals(Settings.defaults().site().url()) ? here : site.toString();
  }

  @Override
  public String migrate(Settings settings) throws Exception {
    return with(
        settings, Pool.Purpose.imports(), (pool, _) -> migrated(new Migrations(pool).run()));
  }

  private static String migrated(int count) {
    return count == 0
        ? "the database is up to date"
        : "ran " + count + " migrations; the database is up to date";
  }

  @Override
  public String addUser(Settings settings, NewUser user) throws Exception {
    return with(
        settings,
        Pool.Purpose.imports(),
        (pool, tasks) -> {
          accounts(settings, pool, tasks)
              .add(user.name(), user.email(), user.password().value(), user.admin());
          return "made " + user.name() + (user.admin() ? ", an administrator" : "");
        });
  }

  @Override
  public String putInto(Settings settings, String nameOrEmail, String group) throws Exception {
    return with(
        settings,
        Pool.Purpose.imports(),
        (pool, tasks) -> {
          String name = accounts(settings, pool, tasks).putInto(nameOrEmail, group);
          return name + " is one of the " + group.toLowerCase(Locale.ROOT) + " now";
        });
  }

  @Override
  public String setPassword(Settings settings, String nameOrEmail, Secret password)
      throws Exception {
    return with(
        settings,
        Pool.Purpose.imports(),
        (pool, tasks) -> {
          String name = accounts(settings, pool, tasks).setPassword(nameOrEmail, password.value());
          return name + " has another password, and is signed out everywhere";
        });
  }

  @Override
  public void listUsers(Settings settings, Consumer<OperatorAccounts.Line> taker) throws Exception {
    var _ =
        with(
            settings,
            Pool.Purpose.imports(),
            (pool, tasks) -> {
              accounts(settings, pool, tasks).list(taker);
              return "";
            });
  }

  private static OperatorAccounts accounts(Settings settings, HikariDataSource pool, Tasks tasks) {
    int _ = new Migrations(pool).run();
    return new AccountFeature(services(settings, pool, tasks)).operator();
  }

  @Override
  public String importStackExchange(Settings settings, Path folder, PrintStream messages)
      throws Exception {
    Path report = settings.data().dir().resolve("import-report.txt");
    return with(
        settings,
        Pool.Purpose.imports(),
        (pool, tasks) -> {
          int _ = new Migrations(pool).run();
          var workers = tasks.workers("import", Runtime.getRuntime().availableProcessors(), 64);
          return new StackExchangeImport(new Db(pool), workers, Clock.systemUTC(), messages, report)
              .run(folder);
        });
  }

  @Override
  public String reindex(Settings settings, PrintStream messages) throws Exception {
    var wish = SearchFeature.wish(settings);
    wish.ask();
    messages.println("asking a running server");
    Thread.sleep(TAKEN_WITHIN);
    if (!wish.takeBack()) {
      while (wish.pending()) {
        Thread.sleep(Duration.ofSeconds(1));
      }
      return "the server has made its search index anew";
    }
    messages.println("no server runs here; doing it now");
    return with(
        settings,
        Pool.Purpose.imports(),
        (pool, tasks) -> {
          int _ = new Migrations(pool).run();
          var services = services(settings, pool, tasks);
          var search = SearchFeature.alone(services, CharacterFolds.load());
          try {
            long posts = search.rebuild(done -> messages.printf("%d%%%n", Math.round(done * 100)));
            return "the search index has " + posts + " posts";
          } finally {
            search.stop(Deadline.in(STOP_MARGIN));
          }
        });
  }

  @Override
  public String train() throws Exception {
    Path folder = Files.createTempDirectory("stoa-train");
    var lifecycle = new Lifecycle();
    lifecycle.stopOnSignal(STOP_MARGIN);
    try {
      var forum = new Forum(throwAway(folder), lifecycle, Clock.systemUTC());
      int pages = new Training(forum.port()).run(forum.setupToken().orElseThrow());
      return "made " + pages + " pages";
    } finally {
      lifecycle.stop(Deadline.in(STOP_MARGIN));
      Folders.delete(folder);
    }
  }

  /** The defaults, on free ports and without limits on how fast one may write. */
  private static Settings throwAway(Path folder) {
    var environment =
        Map.of(
            "STOA_DATA_DIR", folder.toString(),
            "STOA_HTTP_PORT", "0",
            "STOA_ADMIN_PORT", "0",
            "STOA_LIMITS_POST_PAUSE", "0s",
            "STOA_LIMITS_POSTS_PER_MINUTE", "10000",
            "STOA_LIMITS_SEARCHES_PER_MINUTE", "10000");
    return new SettingsLoader(folder, environment).load(Optional.empty()).settings();
  }

  /** What features are built on where no server runs. */
  private static Services services(Settings settings, HikariDataSource pool, Tasks tasks) {
    var registry = new CollectorRegistry();
    return Services.of(
        settings,
        new Db(pool),
        new Caches(null, registry),
        tasks,
        new Breakers(registry),
        Clock.systemUTC(),
        registry);
  }

  private interface Job {
    String in(HikariDataSource pool, Tasks tasks) throws Exception;
  }

  /** Runs a job on the database, the embedded one too, and stops everything after it. */
  private static String with(Settings settings, Pool.Purpose purpose, Job job) throws Exception {
    var lifecycle = new Lifecycle();
    lifecycle.stopOnSignal(STOP_MARGIN);
    var registry = new CollectorRegistry();
    try {
      Tasks tasks = lifecycle.start("tasks", () -> new Tasks(registry));
      Pool.Address address = address(settings, lifecycle);
      var pool =
          lifecycle.start(
              "database pool",
              () -> Pool.open(address, purpose, new PoolMetrics(registry)),
              opened -> _ -> opened.close());
      return job.in(pool, tasks);
    } finally {
      lifecycle.stop(Deadline.in(STOP_MARGIN));
    }
  }

  private static Pool.Address address(Settings settings, Lifecycle lifecycle) throws Exception {
    if (!settings.database().embedded()) {
      return Forum.external(settings);
    }
    return lifecycle
        .start(
            "embedded PostgreSQL",
            () -> EmbeddedPostgres.start(settings.data().dir(), Deadline.in(Forum.START)))
        .address();
  }
}
