package stoa.topic;

import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.base.bus.Spool;
import stoa.base.cache.Caches;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.web.PageCopies;
import stoa.base.web.Rescue;
import stoa.base.web.Site;
import stoa.base.web.Tokens;
import stoa.markup.Renderer;

/** Topics and posts: reading and writing them. */
public final class TopicFeature {
  /** A form that is sent again after this is a new one. */
  private static final Duration SUBMISSIONS_KEPT = Duration.ofDays(7);

  /** What of a long text waits for a writer whose session has ended. */
  private static final Rescue TOPIC = Rescue.of("title", "tags", "body", "_once");

  private static final Rescue REPLY = Rescue.of("body", "parent", "_once");
  private static final Rescue EDIT = Rescue.of("title", "tags", "body", "version");

  private final Access access;
  private final TopicQueries queries;
  private final PostQueries posts;
  private final TopicLists lists;
  private final RemovedQueries removed;
  private final ViewCounts views;
  private final UnreadQueries unread;
  private final ReadMarks marks;
  private final Seen seen;
  private final Topics topics;
  private final Removals removals;
  private final HeldPosts held;
  private final Approvals approvals;
  private final Outdated outdated;
  private final PostLimits limits;
  private final Spool spool;
  private final LateTexts late;
  private final Db db;
  private final InstantSource clock;

  /**
   * @param gate looks at everything that members write
   */
  public TopicFeature(
      Db db,
      Access access,
      Caches caches,
      Renderer renderer,
      PostLimits limits,
      PostGate gate,
      Spool spool,
      Settings.Unread reading,
      InstantSource clock,
      CollectorRegistry registry) {
    this.spool = spool;
    this.late = new LateTexts(db, spool, new LateQueries(db), clock);
    this.limits = limits;
    this.clock = clock;
    this.access = access;
    this.queries = new TopicQueries(db, caches);
    this.db = db;
    this.posts = new PostQueries(db);
    this.lists = new TopicLists(db, access, caches);
    this.removed = new RemovedQueries(db, access, caches);
    this.views = new ViewCounts(queries);
    this.unread = new UnreadQueries(db, access, reading.horizon());
    this.marks = new ReadMarks(unread, clock, registry);
    this.seen = new Seen(views, marks, reading.horizon(), clock);
    this.outdated = new Outdated(new OutdatedQueries(db), renderer);
    this.approvals = new Approvals(db, access, new ApprovalQueries(), clock);
    this.removals = new Removals(db, access, posts, new RemovalQueries(), clock);
    this.held = new HeldPosts(access, posts, new HeldQueries(), removals, clock);
    var gatehouse = new Gatehouse(renderer, gate);
    var submissions = new Submissions(db, posts, limits);
    var replies = new ReplyQueries(db, access);
    this.topics =
        new Topics(db, access, queries, posts, replies, gatehouse, held, submissions, marks, clock);
  }

  /** For the boards' pages. */
  public TopicLists lists() {
    return lists;
  }

  /** For those who let moderators decide about posts. */
  public HeldPosts heldPosts() {
    return held;
  }

  /** Writes the views that were counted; for a periodic job, and once more at the end. */
  public void flushViews() {
    views.flush();
  }

  /** Writes how far members have read; for a periodic job, and once more at the end. */
  public void flushReading() {
    marks.flush();
  }

  /** Forgets how far members had read what is too old to be unread; for a periodic job. */
  public void forgetReading() {
    unread.forget(clock.instant());
  }

  /** Renders posts anew that an older renderer made; for a periodic job. */
  public void renderOutdated() {
    outdated.renderSome();
  }

  /** Carries out what waits in the spool, where the database is back; for a periodic job. */
  public void replaySpool() {
    late.replay(topics);
  }

  /** For a periodic job. */
  public void forgetSubmissions() {
    posts.forgetSubmissions(clock.instant().minus(SUBMISSIONS_KEPT));
  }

  public void routes(
      JavalinDefaultRoutingApi routes,
      Site site,
      PageCopies copies,
      Settings.Text sizes,
      Tokens tokens,
      Readers readers) {
    var pages = new PageQueries(db);
    var reading =
        new TopicPages(site, access, queries, pages, removed, lists, seen, readers, clock);
    var ties = new TiePages(new TieQueries(db, access), access, queries, pages, site);
    routes.get("/latest", copies.keep(reading::latest));
    routes.get("/top", copies.keep(reading::top));
    routes.get("/tag/{tag}", copies.keep(reading::tagged));
    routes.get("/p/{id}", reading::permalink);
    routes.get("/t/{id}", copies.keep(reading::topic, ties));

    var unreadPages = new UnreadPages(site, access, posts, lists, unread, marks, clock);
    routes.get("/unread", unreadPages::list);
    routes.post("/unread/read", unreadPages::readAll);
    routes.post("/b/{slug}/read", unreadPages::readBoard);
    routes.get("/t/{id}/{slug}/unread", unreadPages::first);

    var writing =
        new WritePages(
            site,
            access,
            queries,
            posts,
            topics,
            sizes,
            tokens,
            new LatePages(site, spool, () -> late.help(topics), limits, clock));
    routes.get("/b/{slug}/new", writing::composeForm);
    routes.post("/b/{slug}/new", writing::open, TOPIC);
    routes.get("/t/{id}/reply", writing::replyForm);
    routes.post("/t/{id}/reply", writing::reply, REPLY);

    var editing = new EditPages(site, access, queries, topics, removals, limits, sizes);
    routes.get("/p/{id}/edit", editing::editForm);
    routes.post("/p/{id}/edit", editing::edit, EDIT);
    routes.post("/p/{id}/delete", editing::delete);
    routes.post("/p/{id}/restore", editing::restore);
    routes.post("/t/{id}/pin", editing::pin);
    routes.post("/t/{id}/unpin", editing::unpin);
    routes.post("/t/{id}/lock", editing::lock);
    routes.post("/t/{id}/unlock", editing::unlock);

    var approving = new ApprovalPages(site, approvals, limits);
    routes.post("/p/{id}/like", approving::like);
    routes.post("/p/{id}/unlike", approving::unlike);
    routes.post("/p/{id}/choose", approving::choose);
    routes.post("/p/{id}/unchoose", approving::unchoose);

    // Last: a slug may be any word, "reply" too.
    routes.get("/t/{id}/{slug}", copies.keep(reading::topic, ties));
  }
}
