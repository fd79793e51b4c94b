package stoa.topic;

import java.time.Instant;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostRights;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.base.Viewer;
import stoa.base.db.Db;
import stoa.base.view.Urls;
import stoa.event.Event;

/** Liking posts, and choosing the one that answers its topic. */
final class Approvals {
  private final Db db;
  private final Access access;
  private final ApprovalQueries approvals;
  private final InstantSource clock;

  Approvals(Db db, Access access, ApprovalQueries approvals, InstantSource clock) {
    this.db = db;
    this.access = access;
    this.approvals = approvals;
    this.clock = clock;
  }

  /** Likes a post or takes that back; a second time changes nothing. */
  String like(Viewer.Member viewer, long postId, boolean liked) {
    Instant now = clock.instant();
    return db.write(tx -> {
      var post = access.text(tx, postId).orElseThrow(Topics::notFound);
      var topic = access.locked(tx, viewer, post.topicId());
      Act.LIKE.require(PostRights.of(viewer, topic, post).mayLike());
      boolean changed =
          liked
              ? approvals.like(tx, postId, viewer.id(), now)
              : approvals.unlike(tx, postId, viewer.id());
      if (changed) {
        approvals.count(tx, topic, post, liked ? 1 : -1);
        tx.emit(
            liked
                ? new Event.PostLiked(topic.id(), postId, topic.boardId(), viewer.id())
                : new Event.PostUnliked(topic.id(), postId, topic.boardId(), viewer.id()));
      }
      return place(topic, post);
    });
  }

  /** Chooses the answer, in place of another one, or takes the choice back. */
  String choose(Viewer.Member viewer, long postId, boolean chosen) {
    return db.write(tx -> {
      var post = access.text(tx, postId).orElseThrow(Topics::notFound);
      var topic = access.locked(tx, viewer, post.topicId());
      Act.CHOOSE_ANSWER.require(PostRights.of(viewer, topic, post).mayChoose());
      boolean is = Long.valueOf(postId).equals(topic.acceptedPostId());
      if (is != chosen) {
        approvals.accept(tx, topic.id(), chosen ? postId : null);
        tx.emit(
            chosen
                ? new Event.AnswerChosen(topic.id(), postId, topic.boardId(), viewer.id())
                : new Event.AnswerUnchosen(topic.id(), postId, topic.boardId(), viewer.id()));
      }
      return place(topic, post);
    });
  }

  private static String place(TopicHead topic, PostText post) {
    return Urls.place(topic.id(), topic.slug(), Posts.page(post.position()), post.id());
  }
}
