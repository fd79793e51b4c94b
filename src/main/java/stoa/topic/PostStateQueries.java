package stoa.topic;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import org.jooq.Record2;
import org.jooq.Select;
import stoa.base.db.Tx;

/** What deleting, hiding and bringing back change. */
final class PostStateQueries {

  void setPost(Tx tx, long postId, Standing standing) {
    tx.sql()
        .update(POST)
        .set(POST.HELD_AT, standing.pending())
        .set(POST.DELETED_AT, standing.deleted())
        .set(POST.DELETED_BY, standing.by())
        .where(POST.ID.eq(postId))
        .execute();
  }

  void setTopic(Tx tx, long topicId, Standing standing) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.HELD_AT, standing.pending())
        .set(TOPIC.DELETED_AT, standing.deleted())
        .set(TOPIC.DELETED_BY, standing.by())
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  /** Gives a pending reply its place; it is as old as that. */
  void place(Tx tx, long postId, int position, Instant now) {
    tx.sql()
        .update(POST)
        .set(POST.POSITION, position)
        .set(POST.CREATED_AT, now)
        .where(POST.ID.eq(postId))
        .execute();
  }

  /** A topic that was not there before its approval is as old as that. */
  void date(Tx tx, long topicId, long postId, Instant now) {
    tx.sql().update(POST).set(POST.CREATED_AT, now).where(POST.ID.eq(postId)).execute();
    tx.sql().update(TOPIC).set(TOPIC.CREATED_AT, now).where(TOPIC.ID.eq(topicId)).execute();
  }

  void countReplies(Tx tx, long topicId, int change) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.REPLY_COUNT, TOPIC.REPLY_COUNT.plus(change))
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  /** Finds the topic's last post anew; a first post that is deleted still counts as one. */
  void refreshLastPost(Tx tx, long topicId) {
    var last =
        tx.sql()
            .select(POST.ID, POST.CREATED_AT, POST.AUTHOR_ID, POST.AUTHOR_NAME)
            .from(POST)
            .where(POST.TOPIC_ID.eq(topicId))
            .and(POST.DELETED_AT.isNull().or(POST.POSITION.eq(1)))
            .orderBy(POST.POSITION.desc())
            .limit(1)
            .fetchSingle();
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.LAST_POST_ID, last.value1())
        .set(TOPIC.LAST_POST_AT, last.value2())
        .set(TOPIC.LAST_AUTHOR_ID, last.value3())
        .set(TOPIC.LAST_AUTHOR_NAME, last.value4())
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  /**
   * Finds the board's last post anew, from the ends of two indexes: the pinned topics and the
   * others.
   */
  void refreshBoard(Tx tx, long boardId) {
    var either = newest(boardId, true).unionAll(newest(boardId, false)).asTable("either");
    Long last =
        tx.sql()
            .select(either.field(TOPIC.LAST_POST_ID))
            .from(either)
            .orderBy(either.field(TOPIC.LAST_POST_AT).desc())
            .limit(1)
            .fetchOptional()
            .map(row -> row.value1())
            .orElse(null);
    tx.sql().update(BOARD).set(BOARD.LAST_POST_ID, last).where(BOARD.ID.eq(boardId)).execute();
  }

  private static Select<Record2<Long, Instant>> newest(long boardId, boolean pinned) {
    return select(TOPIC.LAST_POST_ID, TOPIC.LAST_POST_AT)
        .from(TOPIC)
        .where(
            TOPIC.BOARD_ID.eq(boardId), TOPIC.DELETED_AT.isNull(), TOPIC.PINNED.eq(inline(pinned)))
        .orderBy(TOPIC.LAST_POST_AT.desc())
        .limit(1);
  }
}
