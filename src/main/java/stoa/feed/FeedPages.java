package stoa.feed;

import java.time.Instant;
import java.util.Set;
import stoa.access.Access;
import stoa.access.Act;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.event.Tags;
import stoa.tree.Board;
import stoa.tree.Boards;

/** Feeds: the same for everybody, in the forum's own language. */
final class FeedPages {
  private static final String ENDING = ".atom";

  private final Access access;
  private final Boards boards;
  private final FeedQueries queries;
  private final AtomText atom;
  private final Names names;

  /**
   * @param latest what the feed of all boards is called
   * @param url the forum's outside address
   */
  record Names(String latest, String url) {}

  FeedPages(Access access, Boards boards, FeedQueries queries, AtomText atom, Names names) {
    this.access = access;
    this.boards = boards;
    this.queries = queries;
    this.atom = atom;
    this.names = names;
  }

  Answer latest(Visit visit, Request request) {
    String self = "/latest" + ENDING;
    // A forum has no day on which it began, which a tag would want.
    return answer(
        Set.of(Tags.LATEST),
        new Feed(
            names.url() + self, self, "/latest", names.latest(), Instant.EPOCH, queries.latest()));
  }

  Answer board(Visit visit, Request request) {
    var board = boards.named(access.guest(), request);
    Act.READ.require(Act.READ.allowedTo(access.guest(), board.id()));
    return Boards.moved(board, request, ENDING).orElseGet(() -> of(board));
  }

  private Answer of(Board board) {
    String page = board.url();
    return answer(
        Set.of(Tags.BOARDS, Tags.board(board.id())),
        new Feed(
            atom.tag("board/" + board.id(), board.created()),
            page + ENDING,
            page,
            board.title(),
            board.created(),
            queries.ofBoard(board.id())));
  }

  Answer topic(Visit visit, Request request) {
    var topic = access.topic(access.guest(), request.id());
    String id = "/t/" + topic.id();
    return answer(
        Set.of(Tags.topic(topic.id())),
        new Feed(
            atom.tag(id, topic.created()),
            id + ENDING,
            Urls.topic(topic.id(), topic.slug()),
            topic.title(),
            topic.created(),
            queries.ofTopic(topic.id())));
  }

  private Answer answer(Set<String> shows, Feed feed) {
    return Answer.text(AtomText.TYPE, atom.of(feed)).shows(shows);
  }
}
