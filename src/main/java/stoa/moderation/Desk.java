package stoa.moderation;

import java.time.InstantSource;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.topic.PendingPosts;

/** What moderators decide about posts that are pending or were flagged. */
final class Desk {
  private final Db db;
  private final PendingPosts posts;
  private final DeskQueries queries;
  private final InstantSource clock;

  Desk(Db db, PendingPosts posts, DeskQueries queries, InstantSource clock) {
    this.db = db;
    this.posts = posts;
    this.queries = queries;
    this.clock = clock;
  }

  /** Shows a pending post, or is content with one that was flagged. */
  void approve(Viewer.Member moderator, long postId) {
    db.change(tx -> {
      posts.approve(tx, moderator, postId);
      queries.decide(tx, postId, "APPROVED", moderator.id(), clock.instant());
    });
  }

  void remove(Viewer.Member moderator, long postId) {
    db.change(tx -> {
      posts.remove(tx, moderator, postId);
      queries.decide(tx, postId, "REMOVED", moderator.id(), clock.instant());
    });
  }
}
