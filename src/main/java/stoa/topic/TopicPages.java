package stoa.topic;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.TopicHead;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.web.Field;
import stoa.base.web.Pager;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Urls;
import stoa.watch.WatchLevel;

/** Reading: a topic, a post's permalink, the lists across boards. */
final class TopicPages {
  private final Site site;
  private final Access access;
  private final TopicQueries queries;
  private final PageQueries pages;
  private final RemovedQueries removed;
  private final TopicLists lists;
  private final Seen seen;
  private final Readers readers;
  private final InstantSource clock;

  TopicPages(
      Site site,
      Access access,
      TopicQueries queries,
      PageQueries pages,
      RemovedQueries removed,
      TopicLists lists,
      Seen seen,
      Readers readers,
      InstantSource clock) {
    this.site = site;
    this.access = access;
    this.queries = queries;
    this.pages = pages;
    this.removed = removed;
    this.lists = lists;
    this.seen = seen;
    this.readers = readers;
    this.clock = clock;
  }

  void topic(Context context) {
    Viewer viewer = site.viewer(context);
    TopicHead topic = access.topic(viewer, Params.id(context));
    int page = Params.page(context);
    var paging = paging(viewer, topic, page);
    if (page > paging.pages()) {
      throw Topics.notFound();
    }
    var pager = new Pager(paging, Urls.topic(topic.id(), topic.slug()), "?page=");
    if (!canonical(context, topic, page)) {
      site.moved(context, pager.url(page));
      return;
    }
    BoardPath path = queries.path(topic.boardId());
    Message whyNoReply = Topics.whyNoReply(viewer, topic, path);
    var posts = pages.posts(topic, page, viewer, whyNoReply == null);
    if (page > 1 && posts.stream().allMatch(PostRow::tombstone)) {
      context.redirect(pager.url(paging.nearest())); // not for ever: a post may come back
      return;
    }
    long id = topic.id();
    int place = seen.upTo(posts);
    long last = posts.isEmpty() ? 0 : posts.getLast().id();
    var mine = mine(context, viewer, id, last);
    site.shows(
        context,
        Set.of(Tags.topic(id), Tags.TREE),
        reader -> seen.by(reader, id, place),
        member -> readers.read(member, id, last));
    site.show(
        context,
        new TopicPage(
            topic.id(),
            topic.title(),
            Urls.topic(topic.id(), topic.slug()),
            path.crumbs(),
            TopicLists.crumbs(topic.tags()),
            topic.pinned(),
            topic.locked(),
            topic.acceptedPostId() == null ? null : Urls.post(topic.acceptedPostId()),
            topic.created(),
            topic.replyCount(),
            topic.views(),
            posts,
            pager,
            whyNoReply == null ? emptyReply(context, topic) : null,
            whyNoReply,
            Act.PIN.allowedTo(viewer, topic),
            site.parts(context),
            mine.level()),
        pager.url(page));
    if (mine.told()) {
      readers.read(viewer.member(), id, last);
    }
  }

  /** Moderators read what is deleted, and find it as all else. */
  private Paging paging(Viewer viewer, TopicHead topic, int page) {
    var paging = Paging.of(page, topic.postCount(), Posts.ON_A_PAGE);
    return Act.SEE_HIDDEN.allowedTo(viewer) ? paging : paging.without(removed.emptyPages(topic));
  }

  private TopicQueries.Mine mine(Context context, Viewer viewer, long topicId, long last) {
    return switch (viewer) {
      case Viewer.Guest _ -> TopicQueries.Mine.NOTHING;
      case Viewer.Member member ->
          site.tie(context)
              .map(level -> new TopicQueries.Mine(WatchLevel.valueOf(level), false))
              .orElseGet(() -> queries.mine(topicId, member, last));
    };
  }

  private ReplyForm emptyReply(Context context, TopicHead topic) {
    return new ReplyForm("/t/" + topic.id() + "/reply", Field.EMPTY, "", site.once(context));
  }

  /** Whether the address is the topic's own: its slug, and no number for the first page. */
  private static boolean canonical(Context context, TopicHead topic, int page) {
    boolean slug = topic.slug().equals(context.pathParamMap().getOrDefault("slug", ""));
    boolean number = page > 1 || context.queryParam("page") == null;
    return slug && number;
  }

  /** Sends on to the page that holds the post now, and to its anchor there. */
  void permalink(Context context) {
    long id = Params.id(context);
    var found = access.post(site.viewer(context), id);
    TopicHead topic = found.topic();
    int page = Posts.page(found.post().place(topic));
    context.redirect(Urls.place(topic.id(), topic.slug(), page, id));
  }

  void latest(Context context) {
    site.shows(context, Set.of(Tags.LATEST));
    int page = Params.page(context);
    var paging = across(page, lists.topics());
    var pager = new Pager(paging, "/latest", "?page=");
    site.show(
        context, new TopicListPage("latest", "", "", lists.latest(page), pager), pager.url(page));
  }

  void top(Context context) {
    site.shows(context, Set.of(Tags.LATEST));
    int page = Params.page(context);
    String period = period(context.queryParam("period"));
    var paging = across(page, lists.topics());
    Optional<Instant> since = length(period).map(clock.instant()::minus);
    var pager = new Pager(paging, "/top", "?period=" + period + "&page=");
    site.show(
        context,
        new TopicListPage("top", period, "", lists.top(since, page), pager),
        pager.url(page));
  }

  void tagged(Context context) {
    site.shows(context, Set.of(Tags.LATEST));
    var tag = lists.tag(context.pathParam("tag")).orElseThrow(Topics::notFound);
    int page = Params.page(context);
    var pager = new Pager(across(page, tag.topics()), Urls.tag(tag.name()), "?page=");
    site.show(
        context,
        new TopicListPage("tag", "", tag.name(), lists.tagged(tag.id(), page), pager),
        pager.url(page));
  }

  private static Paging across(int page, long topics) {
    var paging =
        Paging.of(
            page, Math.min(topics, (long) TopicLists.LAST_PAGE * TopicLists.SIZE), TopicLists.SIZE);
    if (page > paging.pages()) {
      throw Topics.notFound();
    }
    return paging;
  }

  private static String period(@Nullable String asked) {
    return switch (asked) {
      case "week", "month", "year" -> asked;
      case null, default -> "all";
    };
  }

  private static Optional<Duration> length(String period) {
    return switch (period) {
      case "week" -> Optional.of(Duration.ofDays(7));
      case "month" -> Optional.of(Duration.ofDays(30));
      case "year" -> Optional.of(Duration.ofDays(365));
      default -> Optional.empty();
    };
  }
}
