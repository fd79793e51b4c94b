package stoa.topic;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.view.Urls;

/** Forms that are sent twice with the same words count once. */
final class IdempotencyKeys {
  private final Db db;
  private final PostQueries queries;
  private final PostLimits limits;

  IdempotencyKeys(Db db, PostQueries queries, PostLimits limits) {
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
    return once(author, once, postId, now, pace, new AtomicBoolean(), work);
  }

  /**
   * The same, where it may be done at once, by what claims the form itself.
   *
   * @param atOnce gives the location; nothing where it has changed nothing, and {@code work} is to
   *     find out why
   */
  Topics.Written once(
      Viewer.Member author,
      String once,
      long postId,
      Instant now,
      Topics.Pace pace,
      Supplier<Optional<String>> atOnce,
      Writing work) {
    boolean admitted = pace == Topics.Pace.REPLAYED || limits.mayPost(author);
    if (admitted) {
      var location = atOnce.get();
      if (location.isPresent()) {
        return new Topics.Written.Saved(location.get());
      }
    }
    return once(author, once, postId, now, pace, new AtomicBoolean(admitted), work);
  }

  /**
   * @param admitted whether it was in time; a transaction that runs again after a deadlock is one
   *     post
   */
  private Topics.Written once(
      Viewer.Member author,
      String once,
      long postId,
      Instant now,
      Topics.Pace pace,
      AtomicBoolean admitted,
      Writing work) {
    return db.write(tx -> {
      if (!queries.claim(tx, author.id(), once, Urls.post(postId), now)) {
        if (pace == Topics.Pace.NOW && admitted.get()) {
          tx.after(() -> limits.notPosted(author));
        }
        return new Topics.Written.Saved(queries.answerOf(tx, author.id(), once));
      }
      // Only now: the second click of a double click must not be told that it came too fast.
      if (pace == Topics.Pace.NOW && admitted.compareAndSet(false, true)) {
        limits.post(author);
      }
      return new Topics.Written.Saved(work.in(tx));
    });
  }
}
