package stoa;

import java.util.List;
import java.util.Optional;
import stoa.account.AccountFeature;
import stoa.base.Deadline;
import stoa.base.bus.Events;
import stoa.base.http.ClientAddress;
import stoa.base.http.HttpServer;
import stoa.base.ops.Health;
import stoa.base.pagecache.PageCache;
import stoa.base.pagecache.SlotValues;
import stoa.base.runtime.Tasks;
import stoa.base.text.CharacterFolds;
import stoa.base.web.Cookies;
import stoa.base.web.Csrf;
import stoa.base.web.ErrorPages;
import stoa.base.web.Guard;
import stoa.base.web.Languages;
import stoa.base.web.ReadStates;
import stoa.base.web.RescuedForms;
import stoa.base.web.Responder;
import stoa.base.web.Router;
import stoa.base.web.Routes;
import stoa.base.web.StalePages;
import stoa.base.web.Visits;
import stoa.board.BoardFeature;
import stoa.control.ControlFeature;
import stoa.crawler.CrawlerFeature;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;
import stoa.feed.FeedFeature;
import stoa.group.GroupFeature;
import stoa.mail.MailFeature;
import stoa.moderation.ModerationFeature;
import stoa.notify.NotifyFeature;
import stoa.reaction.ReactionFeature;
import stoa.reading.ReadingFeature;
import stoa.rights.RightsFeature;
import stoa.search.SearchFeature;
import stoa.site.SiteFeature;
import stoa.spool.Spool;
import stoa.tools.Version;
import stoa.topic.TopicFeature;
import stoa.wordfilter.WordsFeature;

/** All features of the forum, and how they are known to visitors. */
final class Features {
  private final Services services;
  private final RescuedForms keptForms;
  private final AccountFeature account;
  private final MailFeature mail;
  private final ReadStates read;
  private final List<Feature> all;

  Features(Services services, Events events, Spool spool) {
    this.services = services;
    this.keptForms =
        new RescuedForms(services.db(), services.tokens(), cookies(), services.clock());
    this.account = new AccountFeature(services);
    this.mail = new MailFeature(services, account.mailKey());
    var folds = CharacterFolds.load();
    var words = new WordsFeature(services, folds);
    var notifications = new NotifyFeature(services, mail::queue);
    var reading = new ReadingFeature(services);
    this.read = reading.states();
    var topic =
        new TopicFeature(services, words.gate(), spool, reading.reading(), notifications::hasRead);
    this.all =
        List.of(
            new SiteFeature(services, keptForms),
            account,
            mail,
            words,
            notifications,
            reading,
            topic,
            reading.unread(topic),
            new ReactionFeature(services),
            new ModerationFeature(services, topic.pendingPosts(), topic.move()),
            new BoardFeature(services, topic.lists(), account::memberCount),
            new FeedFeature(services),
            new CrawlerFeature(services),
            new SearchFeature(services, folds),
            new GroupFeature(services, account.passwords(), account::endSessions),
            new RightsFeature(services),
            new ControlFeature(services, events, Version.number()));
  }

  /** What makes the first administrator; empty where there is one. */
  Optional<String> setupToken() {
    return account.setupToken();
  }

  /** What follows from events. */
  List<Events.Wiring> effects() {
    return all.stream().flatMap(feature -> feature.effects().stream()).toList();
  }

  List<Health.Probe> probes() {
    return all.stream().flatMap(feature -> feature.probes().stream()).toList();
  }

  void start(Tasks tasks) {
    jobs().forEach(job -> tasks.every(job.name(), job.every(), job.timeout(), job.work()));
  }

  private List<Job> jobs() {
    return all.stream().flatMap(feature -> feature.jobs().stream()).toList();
  }

  /** Runs the job of that name now. */
  void run(String job) {
    jobs().stream().filter(one -> one.name().equals(job)).findFirst().orElseThrow().work().run();
  }

  /** Ends what cannot be interrupted. */
  void stop(Deadline deadline) throws Exception {
    for (var feature : all) {
      feature.stop(deadline);
    }
  }

  /** What was counted and noted and is not yet written. */
  void flush() {
    all.forEach(Feature::flush);
  }

  HttpServer http() {
    var settings = services.settings();
    var messages = services.messages();
    var routes = routes();
    var csrf = new Csrf(account.csrfKey());
    var cookies = cookies();
    var languages = new Languages(messages, settings.site().language(), cookies);
    var visits =
        new Visits(services.access(), account.members(), cookies, languages, services.tokens());
    var stale = new StalePages();
    services.caches().watch(stale::changed);
    var responder =
        new Responder(
            settings.site(),
            routes.menu(),
            mail::failing,
            services.views(),
            messages,
            cookies,
            csrf,
            services.tokens(),
            stale,
            read);
    var own = new SlotValues(account.members(), languages, services.views(), csrf, cookies);
    var copies =
        new PageCache(
            services.caches(), settings.http().pages(), visits, responder, own, read, languages);
    var addresses = new ClientAddress(settings.http().trustedProxies(), settings.limits().exempt());
    var errors = new ErrorPages(visits, responder, keptForms, services.rates(), addresses, cookies);
    var guard = new Guard(csrf, settings.site().url().toString());
    var router =
        new Router(routes, services.assets(), guard, visits, cookies, addresses, copies, errors);
    return new HttpServer(
        settings,
        services.tasks().virtualThreads("http"),
        services.registry(),
        errors,
        copies::find,
        router::register);
  }

  private Cookies cookies() {
    return new Cookies(services.settings().site().secure());
  }

  private Routes routes() {
    var routes = new Routes();
    all.forEach(feature -> feature.routes(routes));
    return routes;
  }
}
