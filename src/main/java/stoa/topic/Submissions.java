package stoa.topic;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import stoa.base.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.web.Urls;

/** Forms that are sent twice count once. */
final class Submissions {
  private final Db db;
  private final PostQueries queries;
  private final PostLimits limits;

  Submissions(Db db, PostQueries queries, PostLimits limits) {
    this.db = db;
    this.queries = queries;
    this.limits = limits;
  }

  interface Writing {
    String in(Tx tx);
  }

  /**
   * Runs the work at the form's first coming and answers each later one with the post that the
   * first one made.
   */
  Topics.Written once(
      Viewer.Member author, String once, long postId, Instant now, Topics.Pace pace, Writing work) {
    // A transaction that runs again after a deadlock is one post.
    var admitted = new AtomicBoolean(pace == Topics.Pace.LATE);
    return db.write(tx -> {
      if (!queries.claim(tx, author.id(), once, Urls.post(postId), now)) {
        return new Topics.Written.Saved(queries.answerOf(tx, author.id(), once));
      }
      // Only now: the second click of a double click must not be told that it came too fast.
      if (admitted.compareAndSet(false, true)) {
        limits.post(author);
      }
      return new Topics.Written.Saved(work.in(tx));
    });
  }
}
