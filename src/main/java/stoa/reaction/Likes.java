package stoa.reaction;

import java.time.Instant;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostRights;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.view.Urls;
import stoa.event.Event;
import stoa.topic.Posts;

/** Liking posts, and taking that back. */
final class Likes {
  private final Db db;
  private final Access access;
  private final LikeQueries queries;
  private final InstantSource clock;

  Likes(Db db, Access access, LikeQueries queries, InstantSource clock) {
    this.db = db;
    this.access = access;
    this.queries = queries;
    this.clock = clock;
  }

  /** Likes a post or takes that back; a second time changes nothing. */
  String like(Viewer.Member viewer, long postId, boolean liked) {
    Instant now = clock.instant();
    return db.write(tx -> {
      var post = access.text(tx, postId).orElseThrow(Refused::notFound);
      var topic = access.locked(tx, viewer, post.topicId());
      Act.LIKE.require(PostRights.of(viewer, topic, post).mayLike());
      boolean changed =
          liked
              ? queries.like(tx, postId, viewer.id(), now)
              : queries.unlike(tx, postId, viewer.id());
      if (changed) {
        queries.count(tx, topic, post, liked ? 1 : -1);
        tx.emit(
            liked
                ? new Event.PostLiked(topic.id(), postId, topic.boardId(), viewer.id())
                : new Event.PostUnliked(topic.id(), postId, topic.boardId(), viewer.id()));
      }
      return place(topic, post);
    });
  }

  private static String place(TopicHead topic, PostText post) {
    return Urls.place(topic.id(), topic.slug(), Posts.page(post.place(topic)), post.id());
  }
}
