package stoa.topic;

import java.time.Instant;
import java.time.InstantSource;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.db.Db;
import stoa.base.web.Urls;
import stoa.event.Event;

/** Liking posts, and choosing the one that answers its topic. */
final class Approvals {
  private final Db db;
  private final PostQueries posts;
  private final ApprovalQueries approvals;
  private final InstantSource clock;

  Approvals(Db db, PostQueries posts, ApprovalQueries approvals, InstantSource clock) {
    this.db = db;
    this.posts = posts;
    this.approvals = approvals;
    this.clock = clock;
  }

  /** Likes a post or takes that back; a second time changes nothing. */
  String like(Viewer.Member viewer, long postId, boolean liked) {
    Instant now = clock.instant();
    return db.write(tx -> {
      var post = posts.text(tx, postId).orElseThrow(Topics::notFound);
      var topic = posts.lockedTopic(tx, post.topicId()).orElseThrow(Topics::notFound);
      require(rights(viewer, topic, post).mayLike());
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
      var post = posts.text(tx, postId).orElseThrow(Topics::notFound);
      var topic = posts.lockedTopic(tx, post.topicId()).orElseThrow(Topics::notFound);
      require(rights(viewer, topic, post).mayChoose());
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

  private static PostRights rights(
      Viewer.Member viewer, TopicHead topic, TopicQueries.PostText post) {
    if (!topic.readableBy(viewer)) {
      throw new Refused(new Refusal.Gone());
    }
    return Topics.rights(viewer, topic, post);
  }

  private static String place(TopicHead topic, TopicQueries.PostText post) {
    return Urls.place(topic.id(), topic.slug(), Posts.page(post.position()), post.id());
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.notYoursToJudge")));
    }
  }
}
