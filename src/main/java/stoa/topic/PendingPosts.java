package stoa.topic;

import java.time.Instant;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.db.Tx;
import stoa.event.Event;

/**
 * Posts that wait for a moderator. Their author and moderators see them. A waiting reply has no
 * place yet: its position is its id below zero. It takes the topic's last place, and counts, when
 * it is approved; so nobody finds an old post that was not there before.
 */
public final class PendingPosts {
  private final Access access;
  private final PostQueries posts;
  private final PendingQueries held;
  private final PostStates removals;
  private final InstantSource clock;

  PendingPosts(
      Access access,
      PostQueries posts,
      PendingQueries held,
      PostStates removals,
      InstantSource clock) {
    this.access = access;
    this.posts = posts;
    this.held = held;
    this.removals = removals;
    this.clock = clock;
  }

  /** The position of a reply that waits. */
  static int waiting(long postId) {
    return (int) -Math.min(postId, Integer.MAX_VALUE);
  }

  /** A new reply, written but not shown. */
  void holdReply(Tx tx, long postId) {
    held.hold(tx, postId, clock.instant());
  }

  /** Takes a post that is there out of sight; its topic too where it stands alone in it. */
  void hide(Tx tx, Viewer.Member by, long postId) {
    Instant now = clock.instant();
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    var topic = access.locked(tx, by, post.topicId());
    boolean whole = post.position() == 1 && topic.replyCount() == 0;
    held.hold(tx, postId, now);
    if (whole) {
      held.holdTopic(tx, topic.id(), now);
    }
    removals.count(tx, topic, post, whole, -1);
  }

  /**
   * Lets a waiting post be seen. Nothing where it does not wait (any more).
   *
   * @throws Refused as forbidden for anybody but moderators
   */
  public void approve(Tx tx, Viewer.Member moderator, long postId) {
    var _ = Act.APPROVE.require(moderator);
    var topic = lockedTopicOf(tx, moderator, postId);
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    if (!post.held()) {
      return;
    }
    if (post.position() < 0) {
      approveReply(tx, topic, post);
    } else {
      approveInPlace(tx, topic, post);
    }
    tx.emit(new Event.PostApproved(topic.id(), postId, topic.boardId(), moderator.id()));
  }

  private void approveReply(Tx tx, TopicHead topic, PostText post) {
    Instant now = clock.instant();
    int position = topic.postCount() + 1;
    held.release(tx, post.id(), position);
    held.date(tx, post.id(), null, now);
    long author = post.authorId() == null ? 0 : post.authorId();
    posts.extend(tx, topic.id(), position, post.id(), author, now);
    posts.countNewOnBoard(tx, topic.boardId(), 0, post.id());
    posts.countForAuthor(tx, author, 0, 1);
  }

  private void approveInPlace(Tx tx, TopicHead topic, PostText post) {
    boolean whole = post.position() == 1 && topic.held();
    held.release(tx, post.id(), post.position());
    if (whole) {
      held.releaseTopic(tx, topic.id());
    }
    if (whole && post.edits() == 0) {
      held.date(tx, post.id(), topic.id(), clock.instant());
    }
    removals.count(tx, topic, post, whole, 1);
  }

  /** Deletes a post that waits or was flagged, as a moderator. Nothing where it is gone already. */
  public void remove(Tx tx, Viewer.Member moderator, long postId) {
    var _ = Act.APPROVE.require(moderator);
    var topic = lockedTopicOf(tx, moderator, postId);
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    if (post.held()) {
      boolean whole = post.position() == 1 && topic.held();
      held.drop(tx, postId, whole ? topic.id() : null, clock.instant(), moderator.id());
    } else {
      removals.delete(tx, moderator, postId);
    }
  }

  private TopicHead lockedTopicOf(Tx tx, Viewer.Member moderator, long postId) {
    var seen = access.text(tx, postId).orElseThrow(Refused::notFound);
    return access.locked(tx, moderator, seen.topicId());
  }
}
