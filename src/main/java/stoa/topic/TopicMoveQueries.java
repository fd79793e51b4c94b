package stoa.topic;

import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.util.List;
import stoa.access.Access;
import stoa.base.db.AnyOf;
import stoa.base.db.Tx;

/** What moving a topic changes. */
final class TopicMoveQueries {
  private final Access access;

  TopicMoveQueries(Access access) {
    this.access = access;
  }

  /**
   * Puts a locked topic on a board, both boards locked in their order.
   *
   * @return its first post
   */
  long move(Tx tx, long topicId, long board) {
    long from =
        tx.sql()
            .select(TOPIC.BOARD_ID)
            .from(TOPIC)
            .where(TOPIC.ID.eq(topicId))
            .fetchSingle()
            .value1();
    tx.sql()
        .select(BOARD.ID)
        .from(BOARD)
        .where(AnyOf.among(BOARD.ID, List.of(from, board)))
        .orderBy(BOARD.ID)
        .forNoKeyUpdate()
        .fetch();
    tx.sql().update(TOPIC).set(TOPIC.BOARD_ID, board).where(TOPIC.ID.eq(topicId)).execute();
    return tx.sql()
        .select(POST.ID)
        .from(POST)
        .where(POST.TOPIC_ID.eq(topicId), POST.POSITION.eq(1))
        .fetchSingle()
        .value1();
  }

  /** The posts that count. */
  int shownPosts(Tx tx, long topicId) {
    return tx.sql().fetchCount(POST, POST.TOPIC_ID.eq(topicId).and(access.shown(POST)));
  }
}
