package stoa.topic;

import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;

/** What holding a post and deciding about it change. */
final class PendingQueries {
  /** Held is deleted by nobody, so that whoever knows nothing about waiting shows nothing. */
  void hold(Tx tx, long postId, Instant now) {
    tx.sql()
        .update(POST)
        .set(POST.HELD_AT, now)
        .set(POST.DELETED_AT, now)
        .set(POST.DELETED_BY, (Long) null)
        .where(POST.ID.eq(postId))
        .execute();
  }

  void holdTopic(Tx tx, long topicId, Instant now) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.HELD_AT, now)
        .set(TOPIC.DELETED_AT, now)
        .set(TOPIC.DELETED_BY, (Long) null)
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  void release(Tx tx, long postId, int position) {
    tx.sql()
        .update(POST)
        .set(POST.POSITION, position)
        .set(POST.HELD_AT, (Instant) null)
        .set(POST.DELETED_AT, (Instant) null)
        .where(POST.ID.eq(postId))
        .execute();
  }

  void releaseTopic(Tx tx, long topicId) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.HELD_AT, (Instant) null)
        .set(TOPIC.DELETED_AT, (Instant) null)
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  /** A text that was not there before its approval is as old as that. */
  void date(Tx tx, long postId, @Nullable Long topicId, Instant now) {
    tx.sql().update(POST).set(POST.CREATED_AT, now).where(POST.ID.eq(postId)).execute();
    if (topicId != null) {
      tx.sql().update(TOPIC).set(TOPIC.CREATED_AT, now).where(TOPIC.ID.eq(topicId)).execute();
    }
  }

  void drop(Tx tx, long postId, @Nullable Long topicId, Instant now, long moderator) {
    tx.sql()
        .update(POST)
        .set(POST.HELD_AT, (Instant) null)
        .set(POST.DELETED_AT, now)
        .set(POST.DELETED_BY, moderator)
        .where(POST.ID.eq(postId))
        .execute();
    if (topicId != null) {
      tx.sql()
          .update(TOPIC)
          .set(TOPIC.HELD_AT, (Instant) null)
          .set(TOPIC.DELETED_AT, now)
          .set(TOPIC.DELETED_BY, moderator)
          .where(TOPIC.ID.eq(topicId))
          .execute();
    }
  }
}
