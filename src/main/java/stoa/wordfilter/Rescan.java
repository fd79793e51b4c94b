package stoa.wordfilter;

import java.time.Duration;
import java.time.InstantSource;
import stoa.base.db.Db;

/**
 * Looks at recent posts again after the lists have changed. What it finds is listed for moderators;
 * it hides nothing, since people have answered what is there.
 */
final class Rescan {
  private static final int BATCH = 200;

  private final Db db;
  private final WordFilter gate;
  private final HitQueries queries;
  private final InstantSource clock;

  Rescan(Db db, WordFilter gate, HitQueries queries, InstantSource clock) {
    this.db = db;
    this.gate = gate;
    this.queries = queries;
    this.clock = clock;
  }

  /** One batch, from the newest post down: the id to go on below; 0 when all are done. */
  long batch(long below, Duration back) {
    var posts = queries.recent(below, clock.instant().minus(back), BATCH);
    for (var post : posts) {
      var found =
          gate.find(post.boardId(), post.authorId(), post.groups(), post.title(), post.html());
      if (!found.isEmpty()) {
        db.change(tx -> keepNew(tx, post.id(), found));
      }
    }
    return posts.size() < BATCH ? 0 : posts.getLast().id();
  }

  /** Only words that the post has no record of: who runs twice finds nothing new. */
  private void keepNew(stoa.base.db.Tx tx, long postId, Findings found) {
    var fresh = found.without(queries.known(tx, postId));
    if (!fresh.isEmpty()) {
      queries.insert(tx, postId, fresh);
    }
  }
}
