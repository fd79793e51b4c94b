package stoa.moderation;

import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;

/** What pinning and locking change. */
final class TopicFlagQueries {
  void pin(Tx tx, long topicId, @Nullable Instant at, @Nullable Long by) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.PINNED_AT, at)
        .set(TOPIC.PINNED_BY, by)
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  void lock(Tx tx, long topicId, @Nullable Instant at, @Nullable Long by) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.LOCKED_AT, at)
        .set(TOPIC.LOCKED_BY, by)
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }
}
