package stoa.topic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.web.Urls;
import stoa.event.Event;
import stoa.markup.Renderer;
import stoa.markup.Slug;

/** Writing: what opens a topic, answers it and changes a post. Every rule about it stands here. */
final class Topics {
  /** How long a writer waits for his text to be rendered before he is asked to try again. */
  private static final Duration RENDERING = Duration.ofSeconds(3);

  private final Db db;
  private final PostQueries queries;
  private final Renderer renderer;
  private final PostLimits limits;
  private final InstantSource clock;

  Topics(Db db, PostQueries queries, Renderer renderer, PostLimits limits, InstantSource clock) {
    this.db = db;
    this.queries = queries;
    this.renderer = renderer;
    this.limits = limits;
    this.clock = clock;
  }

  /** A text to post. {@code once} makes a form that is sent twice count once. */
  record Draft(String title, String body, List<String> tags, String once) {}

  /** Whether a text has waited already, so that its author is not told again to slow down. */
  enum Pace {
    NOW,
    LATE
  }

  /** How an edit ended. */
  sealed interface Edited {
    record Saved(String location) implements Edited {}

    /** Somebody else saved meanwhile: nothing is overwritten. */
    record Conflict(String theirs, int version) implements Edited {}
  }

  /**
   * Opens a topic.
   *
   * @return where it is
   */
  String open(Viewer.Member author, long boardId, Draft draft, Pace pace) {
    long postId = queries.nextPostId();
    var text = rendered(draft.body(), postId);
    Instant now = clock.instant();
    String slug = Slug.of(draft.title());
    return once(
        author,
        draft.once(),
        now,
        pace,
        tx -> {
          requireOpen(queries.path(tx, boardId));
          long topicId = queries.insertTopic(tx, boardId, author.id(), draft.title(), slug, now);
          queries.insertPost(tx, postId, topicId, 1, author.id(), null, text, now);
          queries.extend(tx, topicId, 1, postId, author.id(), now);
          queries.countNewOnBoard(tx, boardId, 1, postId);
          queries.countForAuthor(tx, author.id(), 1, 1);
          queries.setTags(tx, topicId, draft.tags());
          tx.emit(new Event.TopicOpened(topicId, postId, boardId, author.id()));
          return Urls.topic(topicId, slug);
        });
  }

  /**
   * Answers a topic, or one post of it.
   *
   * @return where the reply is
   */
  String reply(Viewer.Member author, long topicId, @Nullable Long parent, Draft draft, Pace pace) {
    long postId = queries.nextPostId();
    var text = rendered(draft.body(), postId);
    Instant now = clock.instant();
    return once(
        author,
        draft.once(),
        now,
        pace,
        tx -> {
          TopicHead topic = locked(tx, author, topicId);
          requireReplies(author, topic, queries.path(tx, topic.boardId()));
          int position = topic.postCount() + 1;
          queries.insertPost(
              tx, postId, topicId, position, author.id(), parentIn(tx, topicId, parent), text, now);
          queries.extend(tx, topicId, position, postId, author.id(), now);
          queries.countNewOnBoard(tx, topic.boardId(), 0, postId);
          queries.countForAuthor(tx, author.id(), 0, 1);
          tx.emit(new Event.Replied(topicId, postId, topic.boardId(), author.id()));
          return Urls.place(topicId, topic.slug(), Posts.page(position), postId);
        });
  }

  /**
   * Changes a post, and its topic's title and tags where the post is the first.
   *
   * @param version how many edits the post had when its text was read
   */
  Edited edit(Viewer.Member editor, long postId, int version, Draft draft) {
    var text = rendered(draft.body(), postId);
    Instant now = clock.instant();
    return db.write(tx -> {
      var seen = queries.text(tx, postId).orElseThrow(Topics::notFound);
      TopicHead topic = locked(tx, editor, seen.topicId());
      var post = queries.text(tx, postId).orElseThrow(Topics::notFound);
      if (!rights(editor, topic, post).mayEdit()) {
        throw new Refused(new Refusal.Forbidden(Message.of("error.notYourPost")));
      }
      if (post.edits() != version) {
        return new Edited.Conflict(post.source(), post.edits());
      }
      String slug = topic.slug();
      if (post.position() == 1) {
        slug = Slug.of(draft.title());
        queries.retitle(tx, topic.id(), draft.title(), slug);
        queries.setTags(tx, topic.id(), draft.tags());
      }
      if (!post.source().equals(draft.body())) {
        queries.edit(tx, postId, editor.id(), text, now);
      }
      tx.emit(new Event.PostEdited(topic.id(), postId, topic.boardId(), editor.id()));
      return new Edited.Saved(Urls.place(topic.id(), slug, Posts.page(post.position()), postId));
    });
  }

  private interface Writing {
    String in(Tx tx);
  }

  /**
   * Runs the work at the form's first coming and answers each later one with the first one's
   * result.
   */
  private String once(Viewer.Member author, String once, Instant now, Pace pace, Writing work) {
    // A transaction that runs again after a deadlock is one post.
    var admitted = new AtomicBoolean(pace == Pace.LATE);
    return db.write(tx -> {
      if (!queries.claim(tx, author.id(), once, now)) {
        return queries.answerOf(tx, author.id(), once);
      }
      // Only now: the second click of a double click must not be told that it came too fast.
      if (admitted.compareAndSet(false, true)) {
        limits.post(author);
      }
      String location = work.in(tx);
      queries.answered(tx, author.id(), once, location);
      return location;
    });
  }

  private PostQueries.Rendered rendered(String source, long postId) {
    String html = renderer.render(source, "p" + postId + "-", Deadline.in(RENDERING));
    return new PostQueries.Rendered(source, html, renderer.version());
  }

  private TopicHead locked(Tx tx, Viewer.Member viewer, long topicId) {
    TopicHead topic = queries.lockedTopic(tx, topicId).orElseThrow(Topics::notFound);
    if (!topic.readableBy(viewer)) {
      throw new Refused(new Refusal.Gone());
    }
    return topic;
  }

  /** A parent of another topic is as good as none: the reply then answers the topic. */
  private @Nullable Long parentIn(Tx tx, long topicId, @Nullable Long parent) {
    if (parent == null) {
      return null;
    }
    return queries
        .text(tx, parent)
        .filter(post -> post.topicId() == topicId)
        .map(TopicQueries.PostText::id)
        .orElse(null);
  }

  static PostRights rights(Viewer viewer, TopicHead topic, TopicQueries.PostText post) {
    return new PostRights(viewer, topic, post.authorId(), post.deleted(), post.deletedBy());
  }

  static void requireOpen(BoardPath path) {
    if (path.steps().size() < 2) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.categoryTakesNoTopics")));
    }
    if (path.closed()) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.boardClosed")));
    }
  }

  static void requireReplies(Viewer viewer, TopicHead topic, BoardPath path) {
    Message why = whyNoReply(viewer, topic, path);
    if (why != null) {
      throw new Refused(new Refusal.Forbidden(why));
    }
  }

  /** Why nobody, or this viewer, can reply; null where he can. */
  static @Nullable Message whyNoReply(Viewer viewer, TopicHead topic, BoardPath path) {
    if (topic.deleted() != null) {
      return Message.of("error.topicDeleted");
    }
    if (topic.locked() && !viewer.mayModerate()) {
      return Message.of("error.topicLocked");
    }
    if (path.closed()) {
      return Message.of("error.boardClosed");
    }
    return viewer instanceof Viewer.Guest ? Message.of("topic.signInToReply") : null;
  }

  static Refused notFound() {
    return new Refused(new Refusal.NotFound());
  }
}
