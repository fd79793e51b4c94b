package stoa;

import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stoa.access.Access;
import stoa.account.AccountFeature;
import stoa.account.Doors;
import stoa.account.Limits;
import stoa.base.Deadline;
import stoa.base.bus.EventHandler;
import stoa.base.bus.Events;
import stoa.base.bus.Spool;
import stoa.base.cache.Caches;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.life.Breakers;
import stoa.base.life.Tasks;
import stoa.base.text.CharacterFolds;
import stoa.base.web.Assets;
import stoa.base.web.ClientAddress;
import stoa.base.web.Cookies;
import stoa.base.web.Csrf;
import stoa.base.web.HttpServer;
import stoa.base.web.KeptForms;
import stoa.base.web.Messages;
import stoa.base.web.PageCopies;
import stoa.base.web.RateLimits;
import stoa.base.web.Site;
import stoa.base.web.SiteAnswers;
import stoa.base.web.SiteRoutes;
import stoa.base.web.Tokens;
import stoa.base.web.Views;
import stoa.board.BoardFeature;
import stoa.control.ControlFeature;
import stoa.feed.FeedFeature;
import stoa.mail.MailFeature;
import stoa.markup.Markup;
import stoa.markup.Renderer;
import stoa.notify.NotifyFeature;
import stoa.search.SearchFeature;
import stoa.tools.Version;
import stoa.topic.PostLimits;
import stoa.topic.TopicFeature;
import stoa.words.WordsFeature;

/** All features of the forum, and what each brings: pages, effects of events, periodic jobs. */
final class Features {
  /** Some statements; what takes longer is stuck. */
  private static final Duration EFFECT = Duration.ofSeconds(20);

  /** A week's posts of a large forum. */
  private static final Duration RESCAN = Duration.ofMinutes(10);

  private final Settings settings;
  private final InstantSource clock;
  private final Tokens tokens = new Tokens();
  private final Messages messages = new Messages();
  private final Assets assets = new Assets();
  private final Views views;
  private final RateLimits rates;
  private final Renderer renderer;
  private final KeptForms keptForms;
  private final AccountFeature account;
  private final TopicFeature topic;
  private final MailFeature mail;
  private final NotifyFeature notifications;
  private final WordsFeature words;
  private final SearchFeature search;
  private final BoardFeature board;
  private final FeedFeature feed;
  private final ControlFeature control;
  private final Events events;
  private final Caches caches;

  /** What the features are built on. */
  record Ground(
      Db db,
      Tasks tasks,
      Breakers breakers,
      Spool spool,
      Events events,
      Caches caches,
      InstantSource clock,
      CollectorRegistry registry) {}

  Features(Settings settings, Ground ground) {
    this.settings = settings;
    this.clock = ground.clock();
    this.events = ground.events();
    Db db = ground.db();
    var access = new Access(db);
    Tasks tasks = ground.tasks();
    this.views = new Views(messages, assets, clock);
    this.rates = rates(ground);
    this.caches = ground.caches();
    this.renderer = new Renderer(new Markup(), tasks.workers("render", 2, 64));
    this.keptForms = new KeptForms(db, tokens, cookies(), clock);
    this.account =
        new AccountFeature(
            db,
            access,
            tasks.workers("passwords", 2, 32),
            ground.caches(),
            tokens,
            clock,
            settings.session(),
            ground.registry());
    var folds = CharacterFolds.load();
    this.words = new WordsFeature(db, access, folds, ground.registry(), clock);
    var limits = new PostLimits(rates, settings.limits());
    this.topic =
        new TopicFeature(
            db,
            access,
            ground.caches(),
            renderer,
            limits,
            words.gate(),
            ground.spool(),
            settings.unread(),
            clock,
            ground.registry());
    var smtp = ground.breakers().make("smtp", _ -> true);
    this.mail =
        new MailFeature(
            db,
            access,
            settings,
            account.mailKey(),
            new MailFeature.Around(messages, views, smtp, ground.registry()),
            clock);
    this.notifications = new NotifyFeature(db, access, mail::queue, clock);
    var around = new SearchFeature.Around(tasks, ground.breakers(), ground.registry(), caches);
    this.search = new SearchFeature(db, access, folds, settings, around);
    this.board = new BoardFeature(db, ground.caches(), topic.lists(), account::memberCount);
    this.feed = new FeedFeature(db, access, settings.site(), messages);
    this.control = new ControlFeature(db, clock, about());
  }

  private RateLimits rates(Ground ground) {
    var rules = new ArrayList<RateLimits.Rule>(PostLimits.rules(settings.limits()));
    rules.addAll(Limits.of(settings.limits()).all());
    rules.add(SiteAnswers.rule());
    rules.add(SearchFeature.rule(settings.limits()));
    return new RateLimits(rules, System::nanoTime, ground.caches().counts(), ground.registry());
  }

  private ControlFeature.About about() {
    String database = settings.database().embedded() ? "PostgreSQL 18" : settings.database().url();
    return new ControlFeature.About(Version.number(), database, settings.database().embedded());
  }

  /** What makes the first administrator; empty where there is one. */
  Optional<String> setupToken() {
    return account.setupToken();
  }

  /** What follows from events. */
  List<Events.Wiring> effects() {
    var effects = new ArrayList<Events.Wiring>();
    effects.add(wiring(notifications.handler(), settings.events().notifications(), EFFECT));
    effects.add(wiring(words.handler(), settings.events().words(), RESCAN));
    search
        .handler()
        .ifPresent(handler -> effects.add(wiring(handler, settings.events().search(), EFFECT)));
    return effects;
  }

  private static Events.Wiring wiring(
      EventHandler handler, Settings.Workers workers, Duration limit) {
    return new Events.Wiring(handler, workers.threads(), workers.queue(), limit);
  }

  /** Whether posts can be found. */
  void probeSearch() {
    search.probe();
  }

  void stopSearch(Deadline deadline) throws Exception {
    search.stop(deadline);
  }

  /** What was counted and noted and is not yet written. */
  void flush() {
    topic.flushViews();
    topic.flushReading();
    account.flushSeen();
    words.flush();
  }

  /** For a periodic job. */
  void forgetReading() {
    topic.forgetReading();
  }

  /** For a periodic job. */
  void queueDigests() {
    mail.queueDigests();
  }

  HttpServer http(Tasks tasks, CollectorRegistry registry) {
    var csrf = new Csrf(account.csrfKey());
    var site = site(csrf);
    var copies = new PageCopies(caches, settings.http().pages(), site);
    var addresses = new ClientAddress(settings.http().trustedProxies(), settings.limits().exempt());
    var answers = new SiteAnswers(site, keptForms, rates, addresses);
    var shared =
        new SiteRoutes(site, assets, keptForms, csrf, answers, settings.site().url().toString());
    return new HttpServer(
        settings,
        tasks.virtualThreads("http"),
        registry,
        answers,
        copies,
        routes -> {
          shared.routes(routes);
          account.routes(routes, site, copies, renderer, doors(addresses));
          search.routes(routes, site, copies, rates, addresses);
          pages(routes, site, copies);
        });
  }

  private Doors doors(ClientAddress addresses) {
    return new Doors(rates, Limits.of(settings.limits()), addresses, cookies());
  }

  private void pages(JavalinDefaultRoutingApi routes, Site site, PageCopies copies) {
    // First: boards' and topics' patterns fit feeds' addresses, too.
    feed.routes(routes, site, copies);
    board.routes(routes, site, copies);
    notifications.routes(routes, site);
    mail.routes(routes, site);
    words.routes(routes, site, topic.heldPosts());
    control.routes(routes, site, events);
    // Last: a topic's slug may be any word.
    topic.routes(routes, site, copies, settings.text(), tokens, notifications::hasRead);
  }

  private Site site(Csrf csrf) {
    var options =
        new Site.Options(
            settings.site().title(),
            settings.site().url(),
            settings.site().language(),
            mail::failing);
    return new Site(options, views, messages, account.members(), cookies(), csrf, tokens);
  }

  private Cookies cookies() {
    return new Cookies(settings.site().secure());
  }

  void jobs(Tasks tasks) {
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);
    tasks.every("spool", second, minute, topic::replaySpool);
    tasks.every("mail", second, Duration.ofMinutes(30), mail::sendDue);
    tasks.every("search index", SearchFeature.LOOK_EVERY, minute, search::keep);
    tasks.every("views", Duration.ofSeconds(10), minute, topic::flushViews);
    tasks.every("read topics", Duration.ofSeconds(3), minute, topic::flushReading);
    tasks.every("used sessions", Duration.ofSeconds(10), minute, account::flushSeen);
    tasks.every("watched words", Duration.ofSeconds(3), minute, words::refresh);
    tasks.every("word hits", Duration.ofSeconds(5), minute, words::flush);
    tasks.every("outdated posts", Duration.ofSeconds(5), minute, topic::renderOutdated);
    tasks.every("digests", hour, minute, this::queueDigests);
    tasks.every("expired sessions", hour, minute, account::forgetExpired);
    tasks.every("old notifications", hour, minute, notifications::forgetOld);
    tasks.every("old mails", hour, minute, mail::forgetOld);
    tasks.every("old submissions", hour, minute, topic::forgetSubmissions);
    tasks.every("old reading", hour, minute, this::forgetReading);
    tasks.every("kept forms", hour, minute, keptForms::forget);
  }
}
