package stoa.reaction;

import static stoa.schema.Tables.TOPIC;

import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;

/** What the choice of an answer changes. */
final class AnswerQueries {
  void choose(Tx tx, long topicId, @Nullable Long postId) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.ACCEPTED_POST_ID, postId)
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }
}
