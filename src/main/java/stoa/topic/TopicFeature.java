package stoa.topic;

import java.time.Duration;
import java.util.List;
import stoa.base.view.Menu;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;
import stoa.spool.Spool;
import stoa.spool.SpoolPages;
import stoa.spool.SpoolReplay;

/** Topics and posts: reading and writing them. */
public final class TopicFeature implements Feature {
  /** A form that is sent again after this is a new one. */
  private static final Duration SUBMISSIONS_KEPT = Duration.ofDays(7);

  private final Services services;
  private final ReadListener readers;
  private final TopicQueries queries;
  private final PostQueries posts;
  private final TopicLists lists;
  private final RemovedQueries removed;
  private final Reading reading;
  private final Topics topics;
  private final PostStates states;
  private final PendingPosts pending;
  private final TopicMove move;
  private final Outdated outdated;
  private final PostLimits limits;
  private final Spool spool;
  private final SpoolReplay replay;
  private final SpooledWriting spooled;

  /**
   * @param gate looks at everything that members write
   * @param spool keeps what they write while the database is away
   * @param reading keeps how far they have read
   * @param readers are told what members read
   */
  public TopicFeature(
      Services services, PostFilter gate, Spool spool, Reading reading, ReadListener readers) {
    this.services = services;
    this.readers = readers;
    this.spool = spool;
    this.reading = reading;
    var db = services.db();
    var access = services.access();
    var caches = services.caches();
    var renderer = services.renderer();
    var clock = services.clock();
    this.replay = new SpoolReplay(db, access, spool, clock);
    this.limits = new PostLimits(services.rates(), services.settings().limits());
    this.queries = new TopicQueries(db, services.boards());
    this.posts = new PostQueries(db);
    this.lists = new TopicLists(db, access, caches);
    this.removed = new RemovedQueries(db, access, caches);
    this.outdated = new Outdated(new OutdatedQueries(db), renderer);
    var stateQueries = new PostStateQueries();
    this.states = new PostStates(db, access, posts, stateQueries, clock);
    this.move =
        new TopicMove(
            db, access, services.boards(), new TopicMoveQueries(access), posts, stateQueries);
    this.pending = new PendingPosts(access, posts, stateQueries, states, clock);
    var screening = new Screening(renderer, gate);
    var keys = new IdempotencyKeys(db, posts, limits);
    var replies = new ReplyQueries(db, access);
    this.topics =
        new Topics(db, access, queries, posts, replies, screening, pending, keys, reading, clock);
    this.spooled = new SpooledWriting(topics, services.boards(), clock);
  }

  /** For moderators. */
  public TopicMove move() {
    return move;
  }

  /** For the boards' pages. */
  public TopicLists lists() {
    return lists;
  }

  /** For those who let moderators decide about posts. */
  public PendingPosts pendingPosts() {
    return pending;
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        Job.every(Duration.ofSeconds(1), "spool", () -> replay.replay(spooled::post)),
        Job.every(Duration.ofSeconds(5), "outdated posts", outdated::renderSome),
        Job.hourly("old submissions", this::forgetSubmissions));
  }

  private void forgetSubmissions() {
    posts.forgetSubmissions(services.clock().instant().minus(SUBMISSIONS_KEPT));
  }

  @Override
  public void routes(Routes routes) {
    var db = services.db();
    var access = services.access();
    var clock = services.clock();
    var sizes = services.settings().text();
    var tokens = services.tokens();
    var pages = new PageQueries(db, access);
    var topicPages =
        new TopicPages(access, queries, pages, removed, lists, reading, readers, clock);
    var variants = new TopicVariants(new TopicVariantQueries(db, access), access, queries, pages);
    routes
        .page("/latest", topicPages::latest)
        .inMenu(Menu.Place.MAIN, 10, "nav.latest")
        .cached()
        .query("page");
    routes
        .page("/top", topicPages::top)
        .inMenu(Menu.Place.MAIN, 30, "nav.top")
        .cached()
        .query("period", "page");
    routes.page("/tag/{tag}", topicPages::tagged).cached().query("page");
    routes.page("/p/{id}", topicPages::permalink);
    routes.page("/t/{id}", topicPages::topic).cached().query("page").variants(variants);

    var writing =
        new WritePages(
            access,
            queries,
            services.boards(),
            topics,
            sizes,
            tokens,
            new SpoolPages(spool, () -> replay.help(spooled::post), limits::post),
            spooled);
    routes.page("/b/{slug}/new", writing::composeForm);
    routes.form("/b/{slug}/new", writing::open).rescues("title", "tags", "body", "_once");
    routes.page("/t/{id}/reply", writing::replyForm);
    routes.form("/t/{id}/reply", writing::reply).rescues("body", "parent", "_once");

    var editing = new EditPages(access, queries, topics, states, limits, sizes);
    routes.page("/p/{id}/edit", editing::editForm);
    routes.form("/p/{id}/edit", editing::edit).rescues("title", "tags", "body", "version");
    routes.form("/p/{id}/delete", editing::delete);
    routes.form("/p/{id}/restore", editing::restore);

    routes.page("/t/{id}/{slug}", topicPages::topic).cached().query("page").variants(variants);
  }
}
