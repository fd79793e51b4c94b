package stoa.reading;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import stoa.access.Access;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Pager;
import stoa.base.view.TopicEnd;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.topic.Posts;
import stoa.topic.TopicLists;
import stoa.topic.TopicRow;
import stoa.tree.Boards;

/** What a member has not read, and saying that they have. */
final class UnreadPages {
  private static final String PATH = "/unread";

  private final Access access;
  private final Boards boards;
  private final TopicLists lists;
  private final UnreadQueries queries;
  private final ReadMarks marks;
  private final InstantSource clock;

  UnreadPages(
      Access access,
      Boards boards,
      TopicLists lists,
      UnreadQueries queries,
      ReadMarks marks,
      InstantSource clock) {
    this.access = access;
    this.boards = boards;
    this.lists = lists;
    this.queries = queries;
    this.marks = marks;
    this.clock = clock;
  }

  Answer list(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    int page = request.page();
    if (page > UnreadQueries.LAST_PAGE) {
      throw Refused.notFound();
    }
    var found = queries.list(member, marks.of(member), clock.instant(), page);
    if (found.isEmpty() && page > 1) {
      return Answer.found(PATH); // it was there until they had read what is on the first pages
    }
    return Answer.page(page(member, found, page));
  }

  private UnreadPage page(Viewer viewer, List<UnreadQueries.Found> found, int page) {
    int all = found.isEmpty() ? 0 : found.getFirst().topics();
    var pager = new Pager(Paging.of(page, all, TopicLists.SIZE), PATH, "?page=");
    return new UnreadPage(
        rows(viewer, found), pager, found.isEmpty() ? 0 : micros(found.getFirst()));
  }

  private List<UnreadRow> rows(Viewer viewer, List<UnreadQueries.Found> found) {
    Map<Long, TopicRow> rows =
        lists.some(viewer, found.stream().map(UnreadQueries.Found::topic).toList()).stream()
            .collect(Collectors.toMap(TopicRow::id, Function.identity()));
    // One that was deleted in between is not among them.
    return found.stream()
        .flatMap(one ->
            Optional.ofNullable(rows.get(one.topic()))
                .map(topic -> row(topic, one.fresh()))
                .stream())
        .toList();
  }

  private static UnreadRow row(TopicRow topic, int fresh) {
    boolean more = fresh >= UnreadQueries.MOST_COUNTED;
    int counted = more ? UnreadQueries.MOST_COUNTED - 1 : Math.max(1, fresh);
    return new UnreadRow(topic, counted, more, topic.url() + PATH);
  }

  private static long micros(UnreadQueries.Found found) {
    return TopicEnd.micros(found.newest());
  }

  /** Sends on to the first post of a topic that they have not read; guests to its beginning. */
  Answer first(Visit visit, Request request) {
    Viewer viewer = visit.viewer();
    TopicHead topic = access.topic(viewer, request.id());
    if (!(viewer instanceof Viewer.Member member)) {
      return Answer.found(Urls.topic(topic.id(), topic.slug()));
    }
    int own = marks.of(member).getOrDefault(topic.id(), 0);
    return Answer.found(
        queries
            .first(member, topic.id(), own, clock.instant())
            .map(post ->
                Urls.place(topic.id(), topic.slug(), Posts.page(post.position()), post.post()))
            .orElse(Urls.topic(topic.id(), topic.slug())));
  }

  Answer readAll(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    Instant upTo = Instant.EPOCH.plus(whole(request.form().raw("up_to")), ChronoUnit.MICROS);
    Instant now = clock.instant();
    queries.readAll(member, upTo.isBefore(now) ? upTo : now);
    return Answer.seeOther(PATH).flash("flash.allRead");
  }

  Answer readBoard(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var board = boards.named(member, request);
    queries.readBoard(member, board.id(), clock.instant());
    return Answer.seeOther(board.url()).flash("flash.boardRead");
  }

  private static long whole(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    return Long.parseLong(text);
  }
}
