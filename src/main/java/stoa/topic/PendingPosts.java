package stoa.topic;

import java.time.InstantSource;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostState;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.topic.PostQueries.NewPost;

/**
 * Posts that wait for a moderator. Their author and moderators see them. A pending reply has no
 * place yet. It takes the topic's last, and counts, when it is approved; so nobody finds an old
 * post that was not there before.
 */
public final class PendingPosts {
  private final Access access;
  private final PostQueries posts;
  private final PostStateQueries queries;
  private final PostStates states;
  private final InstantSource clock;

  PendingPosts(
      Access access,
      PostQueries posts,
      PostStateQueries queries,
      PostStates states,
      InstantSource clock) {
    this.access = access;
    this.posts = posts;
    this.queries = queries;
    this.states = states;
    this.clock = clock;
  }

  /** Adds a reply that is not shown, and counts nowhere. */
  void add(Tx tx, NewPost reply) {
    posts.insertPending(tx, reply);
    queries.setPost(tx, reply.id(), Standing.pending(clock.instant()));
  }

  /** Takes a post that is there out of sight; its topic too where it stands alone in it. */
  void hide(Tx tx, Viewer.Member by, long postId) {
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    var topic = access.locked(tx, by, post.topicId());
    boolean whole = post.opens() && topic.replyCount() == 0;
    var pending = Standing.pending(clock.instant());
    queries.setPost(tx, postId, pending);
    if (whole) {
      queries.setTopic(tx, topic.id(), pending);
    }
    states.count(tx, topic, post, whole, -1);
  }

  /**
   * Lets a pending post be seen. Nothing where it is not pending (any more).
   *
   * @throws Refused as forbidden for anybody but moderators
   */
  public void approve(Tx tx, Viewer.Member moderator, long postId) {
    var topic = lockedTopicOf(tx, moderator, postId);
    var _ = Act.APPROVE.require(moderator, topic.boardId());
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    if (post.state() != PostState.PENDING) {
      return;
    }
    if (post.placed()) {
      approveInPlace(tx, topic, post);
    } else {
      states.placeLast(tx, topic, post);
    }
    tx.emit(new Event.PostApproved(topic.id(), postId, topic.boardId(), moderator.id()));
  }

  private void approveInPlace(Tx tx, TopicHead topic, PostText post) {
    boolean whole = post.opens() && topic.state() == PostState.PENDING;
    queries.setPost(tx, post.id(), Standing.VISIBLE);
    if (whole) {
      queries.setTopic(tx, topic.id(), Standing.VISIBLE);
    }
    if (whole && post.edits() == 0) {
      queries.date(tx, topic.id(), post.id(), clock.instant());
    }
    states.count(tx, topic, post, whole, 1);
  }

  /**
   * Deletes a post that is pending or was flagged, as a moderator. Nothing where it is gone
   * already.
   */
  public void remove(Tx tx, Viewer.Member moderator, long postId) {
    var topic = lockedTopicOf(tx, moderator, postId);
    var _ = Act.APPROVE.require(moderator, topic.boardId());
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    if (post.state() == PostState.PENDING) {
      var deleted = Standing.deleted(clock.instant(), moderator.id());
      queries.setPost(tx, postId, deleted);
      if (post.opens() && topic.state() == PostState.PENDING) {
        queries.setTopic(tx, topic.id(), deleted);
      }
    } else {
      states.delete(tx, moderator, postId);
    }
  }

  private TopicHead lockedTopicOf(Tx tx, Viewer.Member moderator, long postId) {
    var seen = access.text(tx, postId).orElseThrow(Refused::notFound);
    return access.locked(tx, moderator, seen.topicId());
  }
}
