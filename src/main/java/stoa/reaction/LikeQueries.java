package stoa.reaction;

import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.POST_LIKE;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.base.db.Tx;

/** What likes change. */
final class LikeQueries {
  boolean like(Tx tx, long postId, long member, Instant now) {
    return tx.sql()
            .insertInto(POST_LIKE)
            .set(POST_LIKE.POST_ID, postId)
            .set(POST_LIKE.ACCOUNT_ID, member)
            .set(POST_LIKE.CREATED_AT, now)
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  boolean unlike(Tx tx, long postId, long member) {
    return tx.sql()
            .deleteFrom(POST_LIKE)
            .where(POST_LIKE.POST_ID.eq(postId), POST_LIKE.ACCOUNT_ID.eq(member))
            .execute()
        == 1;
  }

  /** The score of a topic is its first post's; an author's is that of all their posts. */
  void count(Tx tx, TopicHead topic, PostText post, int change) {
    if (post.opens()) {
      tx.sql()
          .update(TOPIC)
          .set(TOPIC.SCORE, TOPIC.SCORE.plus(change))
          .where(TOPIC.ID.eq(topic.id()))
          .execute();
    }
    tx.sql()
        .update(POST)
        .set(POST.SCORE, POST.SCORE.plus(change))
        .where(POST.ID.eq(post.id()))
        .execute();
    if (post.authorId() != null) {
      tx.sql()
          .update(ACCOUNT)
          .set(ACCOUNT.SCORE, ACCOUNT.SCORE.plus(change))
          .where(ACCOUNT.ID.eq(post.authorId()))
          .execute();
    }
  }
}
