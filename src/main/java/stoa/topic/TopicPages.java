package stoa.topic;

import static java.util.Comparator.comparingInt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Shows;
import stoa.base.web.Visit;
import stoa.event.Tags;
import stoa.markup.TagNames;
import stoa.tree.BoardPath;
import stoa.watch.WatchLevel;

/** Reading: a topic, a post's permalink, the lists across boards. */
final class TopicPages {
  private final Access access;
  private final TopicQueries queries;
  private final PageQueries pages;
  private final RemovedQueries removed;
  private final TopicLists lists;
  private final Reading reading;
  private final ReadListener readers;
  private final InstantSource clock;

  TopicPages(
      Access access,
      TopicQueries queries,
      PageQueries pages,
      RemovedQueries removed,
      TopicLists lists,
      Reading reading,
      ReadListener readers,
      InstantSource clock) {
    this.access = access;
    this.queries = queries;
    this.pages = pages;
    this.removed = removed;
    this.lists = lists;
    this.reading = reading;
    this.readers = readers;
    this.clock = clock;
  }

  Answer topic(Visit visit, Request request) {
    Viewer viewer = visit.viewer();
    TopicHead topic = access.topic(viewer, request.id());
    int page = request.page();
    var paging = paging(viewer, topic, page);
    if (page > paging.pages()) {
      throw Refused.notFound();
    }
    var pager = new Pager(paging, Urls.topic(topic.id(), topic.slug()), "?page=");
    if (!canonical(request, topic, page)) {
      return Answer.moved(pager.url(page));
    }
    BoardPath path = queries.path(viewer, topic.boardId());
    Message whyNoReply = Topics.whyNoReply(viewer, topic, path);
    var posts = pages.posts(topic, page, viewer, whyNoReply == null);
    if (page > 1 && posts.stream().allMatch(PostRow::tombstone)) {
      // Not for ever: a post may come back.
      return Answer.found(pager.url(paging.nearest()));
    }
    long id = topic.id();
    int place = upTo(posts);
    long last = posts.isEmpty() ? 0 : posts.getLast().id();
    var mine = mine(visit, id, last);
    if (mine.unread()) {
      readers.read(viewer.member(), id, last);
    }
    return Answer.page(
            new TopicPage(
                TopicPage.Head.of(topic, path.crumbs()),
                posts,
                pager,
                visit.fragments(),
                new TopicPage.Own(
                    whyNoReply == null ? emptyReply(visit, topic) : null,
                    whyNoReply,
                    Act.PIN.allowedTo(viewer, topic),
                    Act.LOCK.allowedTo(viewer, topic),
                    Act.MOVE.allowedTo(viewer, topic),
                    mine.level())))
        .at(pager.url(page))
        .shows(
            new Shows(
                Set.of(Tags.topic(id), Tags.TREE),
                reader -> reading.by(reader, id, place),
                member -> readers.read(member, id, last)));
  }

  private int upTo(List<PostRow> posts) {
    return posts.stream()
        .filter(PostRow::placed)
        .max(comparingInt(PostRow::position))
        .map(last -> reading.upTo(last.position(), last.body().created()))
        .orElse(0);
  }

  /** Moderators read what is deleted, and find it as all else. */
  private Paging paging(Viewer viewer, TopicHead topic, int page) {
    var paging = Paging.of(page, topic.postCount(), Posts.ON_A_PAGE);
    return Act.SEE_HIDDEN.allowedTo(viewer, topic.boardId())
        ? paging
        : paging.without(removed.emptyPages(topic));
  }

  private TopicQueries.Mine mine(Visit visit, long topicId, long last) {
    return switch (visit.viewer()) {
      case Viewer.Guest _ -> TopicQueries.Mine.NOTHING;
      case Viewer.Member member ->
          visit
              .variant()
              .map(level -> new TopicQueries.Mine(WatchLevel.valueOf(level), false))
              .orElseGet(() -> queries.mine(topicId, member, last));
    };
  }

  private static ReplyForm emptyReply(Visit visit, TopicHead topic) {
    return new ReplyForm("/t/" + topic.id() + "/reply", Field.EMPTY, "", visit.formKey());
  }

  /** Whether the address is the topic's own: its slug, and no number for the first page. */
  private static boolean canonical(Request request, TopicHead topic, int page) {
    boolean slug = topic.slug().equals(request.partOrEmpty("slug"));
    boolean number = page > 1 || request.query("page") == null;
    return slug && number;
  }

  /** Sends on to the page that holds the post now, and to its anchor there. */
  Answer permalink(Visit visit, Request request) {
    long id = request.id();
    var found = access.post(visit.viewer(), id);
    TopicHead topic = found.topic();
    int page = Posts.page(found.post().place(topic));
    return Answer.found(Urls.place(topic.id(), topic.slug(), page, id));
  }

  Answer latest(Visit visit, Request request) {
    int page = request.page();
    var paging = across(page, lists.topics(visit.viewer()));
    var pager = new Pager(paging, "/latest", "?page=");
    return Answer.page(
            new TopicListPage("latest", "", "", lists.latest(visit.viewer(), page), pager))
        .at(pager.url(page))
        .shows(Set.of(Tags.LATEST));
  }

  Answer top(Visit visit, Request request) {
    int page = request.page();
    String period = period(request.query("period"));
    var paging = across(page, lists.topics(visit.viewer()));
    Optional<Instant> since = length(period).map(clock.instant()::minus);
    var pager = new Pager(paging, "/top", "?period=" + period + "&page=");
    return Answer.page(
            new TopicListPage("top", period, "", lists.top(visit.viewer(), since, page), pager))
        .at(pager.url(page))
        .shows(Set.of(Tags.LATEST));
  }

  Answer tagged(Visit visit, Request request) {
    String asked = request.part("tag");
    Viewer viewer = visit.viewer();
    var tag =
        lists
            .tag(viewer, asked)
            .or(() -> lists.tag(viewer, TagNames.of(asked)))
            .orElseThrow(Refused::notFound);
    int page = request.page();
    var pager = new Pager(across(page, tag.topics()), Urls.tag(tag.name()), "?page=");
    return Answer.page(
            new TopicListPage("tag", "", tag.name(), lists.tagged(viewer, tag.id(), page), pager))
        .at(pager.url(page))
        .shows(Set.of(Tags.LATEST));
  }

  private static Paging across(int page, long topics) {
    var paging =
        Paging.of(
            page, Math.min(topics, (long) TopicLists.LAST_PAGE * TopicLists.SIZE), TopicLists.SIZE);
    if (page > paging.pages()) {
      throw Refused.notFound();
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
