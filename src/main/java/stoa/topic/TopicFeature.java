package stoa.topic;

import java.time.Duration;
import java.util.List;
import stoa.base.bus.Spool;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;

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
  private final ViewCounts views;
  private final UnreadQueries unread;
  private final ReadMarks marks;
  private final ReadTracking seen;
  private final Topics topics;
  private final PostStates removals;
  private final PendingPosts held;
  private final Approvals approvals;
  private final Outdated outdated;
  private final PostLimits limits;
  private final Spool spool;
  private final SpoolReplay late;

  /**
   * @param gate looks at everything that members write
   * @param spool keeps what they write while the database is away
   * @param readers are told what members read
   */
  public TopicFeature(Services services, PostFilter gate, Spool spool, ReadListener readers) {
    this.services = services;
    this.readers = readers;
    this.spool = spool;
    var db = services.db();
    var access = services.access();
    var caches = services.caches();
    var renderer = services.renderer();
    var reading = services.settings().unread();
    var clock = services.clock();
    this.late = new SpoolReplay(db, spool, new SpoolQueries(db), clock);
    this.limits = new PostLimits(services.rates(), services.settings().limits());
    this.queries = new TopicQueries(db, caches);
    this.posts = new PostQueries(db);
    this.lists = new TopicLists(db, access, caches);
    this.removed = new RemovedQueries(db, access, caches);
    this.views = new ViewCounts(queries);
    this.unread = new UnreadQueries(db, access, reading.horizon());
    this.marks = new ReadMarks(unread, clock, services.registry());
    this.seen = new ReadTracking(views, marks, reading.horizon(), clock);
    this.outdated = new Outdated(new OutdatedQueries(db), renderer);
    this.approvals = new Approvals(db, access, new ApprovalQueries(), clock);
    this.removals = new PostStates(db, access, posts, new PostStateQueries(), clock);
    this.held = new PendingPosts(access, posts, new PendingQueries(), removals, clock);
    var gatehouse = new Screening(renderer, gate);
    var submissions = new IdempotencyKeys(db, posts, limits);
    var replies = new ReplyQueries(db, access);
    this.topics =
        new Topics(db, access, queries, posts, replies, gatehouse, held, submissions, marks, clock);
  }

  /** For the boards' pages. */
  public TopicLists lists() {
    return lists;
  }

  /** For those who let moderators decide about posts. */
  public PendingPosts heldPosts() {
    return held;
  }

  /** Writes the views that were counted, and how far members have read. */
  @Override
  public void flush() {
    views.flush();
    marks.flush();
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        Job.every(Duration.ofSeconds(1), "spool", () -> late.replay(topics)),
        Job.every(Duration.ofSeconds(10), "views", views::flush),
        Job.every(Duration.ofSeconds(3), "read topics", marks::flush),
        Job.every(Duration.ofSeconds(5), "outdated posts", outdated::renderSome),
        Job.hourly("old submissions", this::forgetSubmissions),
        // Of what is too old to be unread.
        Job.hourly("old reading", () -> unread.forget(services.clock().instant())));
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
    var pages = new PageQueries(db);
    var reading = new TopicPages(access, queries, pages, removed, lists, seen, readers, clock);
    var variants = new TopicVariants(new TopicVariantQueries(db, access), access, queries, pages);
    routes.page("/latest", reading::latest).cached().query("page");
    routes.page("/top", reading::top).cached().query("period", "page");
    routes.page("/tag/{tag}", reading::tagged).cached().query("page");
    routes.page("/p/{id}", reading::permalink);
    routes.page("/t/{id}", reading::topic).cached().query("page").variants(variants);

    var unreadPages = new UnreadPages(access, posts, lists, unread, marks, clock);
    routes.page("/unread", unreadPages::list);
    routes.form("/unread/read", unreadPages::readAll);
    routes.form("/b/{slug}/read", unreadPages::readBoard);
    routes.page("/t/{id}/{slug}/unread", unreadPages::first);

    var writing =
        new WritePages(
            access,
            queries,
            posts,
            topics,
            sizes,
            tokens,
            new SpoolPages(spool, () -> late.help(topics), limits, clock));
    routes.page("/b/{slug}/new", writing::composeForm);
    routes.form("/b/{slug}/new", writing::open).rescues("title", "tags", "body", "_once");
    routes.page("/t/{id}/reply", writing::replyForm);
    routes.form("/t/{id}/reply", writing::reply).rescues("body", "parent", "_once");

    var editing = new EditPages(access, queries, topics, removals, limits, sizes);
    routes.page("/p/{id}/edit", editing::editForm);
    routes.form("/p/{id}/edit", editing::edit).rescues("title", "tags", "body", "version");
    routes.form("/p/{id}/delete", editing::delete);
    routes.form("/p/{id}/restore", editing::restore);
    routes.form("/t/{id}/pin", editing::pin);
    routes.form("/t/{id}/unpin", editing::unpin);
    routes.form("/t/{id}/lock", editing::lock);
    routes.form("/t/{id}/unlock", editing::unlock);

    var approving = new ApprovalPages(approvals, limits);
    routes.form("/p/{id}/like", approving::like);
    routes.form("/p/{id}/unlike", approving::unlike);
    routes.form("/p/{id}/choose", approving::choose);
    routes.form("/p/{id}/unchoose", approving::unchoose);

    routes.page("/t/{id}/{slug}", reading::topic).cached().query("page").variants(variants);
  }
}
