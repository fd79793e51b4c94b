package stoa.topic;

import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;

/** What deleting and restoring change. */
final class PostStateQueries {

  void markPost(Tx tx, long postId, @Nullable Instant at, @Nullable Long by) {
    tx.sql()
        .update(POST)
        .set(POST.DELETED_AT, at)
        .set(POST.DELETED_BY, by)
        .where(POST.ID.eq(postId))
        .execute();
  }

  void markTopic(Tx tx, long topicId, @Nullable Instant at, @Nullable Long by) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.DELETED_AT, at)
        .set(TOPIC.DELETED_BY, by)
        .where(TOPIC.ID.eq(topicId))
        .execute();
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
    var newest =
        select(TOPIC.LAST_POST_ID, TOPIC.LAST_POST_AT)
            .from(TOPIC)
            .where(TOPIC.BOARD_ID.eq(boardId), TOPIC.DELETED_AT.isNull(), TOPIC.PINNED.isFalse())
            .orderBy(TOPIC.LAST_POST_AT.desc())
            .limit(1);
    var newestPinned =
        select(TOPIC.LAST_POST_ID, TOPIC.LAST_POST_AT)
            .from(TOPIC)
            .where(TOPIC.BOARD_ID.eq(boardId), TOPIC.DELETED_AT.isNull(), TOPIC.PINNED.isTrue())
            .orderBy(TOPIC.LAST_POST_AT.desc())
            .limit(1);
    var either = newest.unionAll(newestPinned).asTable("either");
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
}
