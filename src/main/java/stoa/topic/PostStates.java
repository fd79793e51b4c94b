package stoa.topic;

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
import stoa.base.db.Tx;
import stoa.base.view.Urls;
import stoa.event.Event;

/** Deleting and bringing back. Nothing is erased: a deleted post keeps its place. */
final class PostStates {
  private final Db db;
  private final Access access;
  private final PostQueries queries;
  private final PostStateQueries stateQueries;
  private final InstantSource clock;

  PostStates(
      Db db,
      Access access,
      PostQueries queries,
      PostStateQueries stateQueries,
      InstantSource clock) {
    this.db = db;
    this.access = access;
    this.queries = queries;
    this.stateQueries = stateQueries;
    this.clock = clock;
  }

  /**
   * Deletes a post. A first post without replies takes its topic with it; with replies its text
   * alone goes, since the topic is no longer its author's alone.
   *
   * @return where to go on
   */
  String delete(Viewer.Member viewer, long postId) {
    return db.write(tx -> delete(tx, viewer, postId));
  }

  String delete(Tx outer, Viewer.Member viewer, long postId) {
    Instant now = clock.instant();
    return change(
        outer,
        viewer,
        postId,
        (tx, topic, post) -> {
          if (post.state().hidden()) {
            return; // sent twice
          }
          Act.DELETE_OWN.require(PostRights.of(viewer, topic, post).mayDelete());
          boolean whole = post.opens() && topic.replyCount() == 0;
          stateQueries.setPost(tx, postId, Standing.deleted(now, viewer.id()));
          if (whole) {
            stateQueries.setTopic(tx, topic.id(), Standing.deleted(now, viewer.id()));
          }
          count(tx, topic, post, whole, -1);
          tx.emit(new Event.PostDeleted(topic.id(), postId, topic.boardId(), viewer.id()));
        });
  }

  /** Brings a post back, and its topic where the two went together. */
  String restore(Viewer.Member viewer, long postId) {
    return db.write(tx -> restore(tx, viewer, postId));
  }

  private String restore(Tx outer, Viewer.Member viewer, long postId) {
    return change(
        outer,
        viewer,
        postId,
        (tx, topic, post) -> {
          if (!post.state().hidden()) {
            return; // sent twice
          }
          Act.DELETE_OWN.require(PostRights.of(viewer, topic, post).mayRestore());
          if (post.placed()) {
            restoreInPlace(tx, topic, post);
          } else {
            placeLast(tx, topic, post); // it was removed while it was pending
          }
          tx.emit(new Event.PostRestored(topic.id(), postId, topic.boardId(), viewer.id()));
        });
  }

  private void restoreInPlace(Tx tx, TopicHead topic, PostText post) {
    boolean whole = post.opens() && topic.state().hidden();
    stateQueries.setPost(tx, post.id(), Standing.VISIBLE);
    if (whole) {
      stateQueries.setTopic(tx, topic.id(), Standing.VISIBLE);
    }
    count(tx, topic, post, whole, 1);
  }

  /** Shows a reply that never had a place: it is the topic's last, and as old as that. */
  void placeLast(Tx tx, TopicHead topic, PostText post) {
    Instant now = clock.instant();
    int position = topic.postCount() + 1;
    stateQueries.setPost(tx, post.id(), Standing.VISIBLE);
    stateQueries.place(tx, post.id(), position, now);
    long author = post.authorId() == null ? 0 : post.authorId();
    queries.extend(tx, topic.id(), position, post.id(), author, now);
    queries.countNewOnBoard(tx, topic.boardId(), 0, post.id());
    queries.countForAuthor(tx, author, 0, 1);
  }

  private interface Change {
    void apply(Tx tx, TopicHead topic, PostText post);
  }

  private String change(Tx tx, Viewer.Member viewer, long postId, Change change) {
    var seen = access.text(tx, postId).orElseThrow(Refused::notFound);
    var topic = access.locked(tx, viewer, seen.topicId());
    // Read again under the lock: somebody may have been faster.
    var post = access.text(tx, postId).orElseThrow(Refused::notFound);
    change.apply(tx, topic, post);
    return Urls.place(topic.id(), topic.slug(), Posts.page(post.place(topic)), postId);
  }

  void count(Tx tx, TopicHead topic, PostText post, boolean whole, int sign) {
    if (!post.opens()) {
      stateQueries.countReplies(tx, topic.id(), sign);
    }
    stateQueries.refreshLastPost(tx, topic.id());
    queries.countOnBoard(tx, topic.boardId(), whole ? sign : 0, sign);
    stateQueries.refreshBoard(tx, topic.boardId());
    if (post.authorId() != null) {
      queries.countForAuthor(tx, post.authorId(), whole ? sign : 0, sign);
    }
  }
}
