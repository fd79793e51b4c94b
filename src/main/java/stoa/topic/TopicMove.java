package stoa.topic;

import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostState;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.view.Urls;
import stoa.event.Event;
import stoa.tree.Board;
import stoa.tree.Boards;

/** Moves topics to other boards, with all their posts. Its address stays: it names no board. */
public final class TopicMove {
  private final Db db;
  private final Access access;
  private final Boards boards;
  private final TopicMoveQueries queries;
  private final PostQueries posts;
  private final PostStateQueries states;

  TopicMove(
      Db db,
      Access access,
      Boards boards,
      TopicMoveQueries queries,
      PostQueries posts,
      PostStateQueries states) {
    this.db = db;
    this.access = access;
    this.boards = boards;
    this.queries = queries;
    this.posts = posts;
    this.states = states;
  }

  /**
   * Moves a topic. Nothing where it is there already.
   *
   * @return where it is read
   * @throws Refused as forbidden for whom may not move topics from its board and to that one; as
   *     malformed where that one takes no topics
   */
  public String move(Viewer.Member by, long topicId, long target) {
    Board board = boards.tree(by).board(target).orElseThrow(TopicMove::noBoard);
    if (board.category()) {
      throw noBoard();
    }
    return db.write(tx -> {
      TopicHead topic = access.locked(tx, by, topicId);
      access.require(by, Act.MOVE, topic);
      var _ = Act.MOVE.require(by, target);
      if (topic.boardId() != target) {
        long first = queries.move(tx, topicId, target);
        if (topic.state() == PostState.VISIBLE) {
          int shown = queries.shownPosts(tx, topicId);
          posts.countOnBoard(tx, topic.boardId(), -1, -shown);
          posts.countOnBoard(tx, target, 1, shown);
          states.refreshBoard(tx, topic.boardId());
          states.refreshBoard(tx, target);
        }
        tx.emit(new Event.TopicMoved(topicId, first, target, topic.boardId(), by.id()));
      }
      return Urls.topic(topic.id(), topic.slug());
    });
  }

  private static Refused noBoard() {
    return new Refused(new Refusal.Malformed(Message.of("topic.moveNowhere")));
  }
}
