package stoa.topic;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.PostRights;
import stoa.access.PostState;
import stoa.access.PostText;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.view.Urls;
import stoa.event.Event;
import stoa.markup.Slug;
import stoa.topic.PostQueries.NewPost;
import stoa.topic.ReplyQueries.NewReply;
import stoa.tree.BoardPath;

/** Writing: what opens a topic, answers it and changes a post. Every rule about it stands here. */
final class Topics {
  private final Db db;
  private final Access access;
  private final TopicQueries topics;
  private final PostQueries queries;
  private final ReplyQueries replies;
  private final Screening screening;
  private final PendingPosts pending;
  private final IdempotencyKeys keys;
  private final Reading reading;
  private final InstantSource clock;

  Topics(
      Db db,
      Access access,
      TopicQueries topics,
      PostQueries queries,
      ReplyQueries replies,
      Screening screening,
      PendingPosts pending,
      IdempotencyKeys keys,
      Reading reading,
      InstantSource clock) {
    this.db = db;
    this.access = access;
    this.topics = topics;
    this.queries = queries;
    this.replies = replies;
    this.screening = screening;
    this.pending = pending;
    this.keys = keys;
    this.reading = reading;
    this.clock = clock;
  }

  /**
   * A text to post. {@code once} makes a form that is sent twice with the same words count once.
   */
  record Draft(String title, String body, List<String> tags, String once) {
    Draft with(PostFilter.Verdict.Replaced other) {
      return new Draft(other.title(), other.source(), tags, once);
    }
  }

  /** Whether a text has waited already, so that its author is not told again to slow down. */
  enum Pace {
    NOW,
    REPLAYED
  }

  /** How writing ended. */
  sealed interface Written {
    /** In the open or pending, it is there. */
    record Saved(String location) implements Written {}

    record Rejected(PostFilter.Verdict.Rejected why) implements Written {}
  }

  /** How an edit ended. */
  sealed interface Edited {
    record Saved(String location) implements Edited {}

    /** Somebody else saved meanwhile: nothing is overwritten. */
    record Conflict(String theirs, int version) implements Edited {}

    record Rejected(PostFilter.Verdict.Rejected why) implements Edited {}
  }

  /** Opens a topic. */
  Written open(Viewer.Member author, long boardId, Draft written, Pace pace) {
    long postId = queries.nextPostId();
    var screened = screening.look(author, boardId, postId, written);
    if (screened.rejected() != null) {
      return new Written.Rejected(screened.rejected());
    }
    Draft draft = screened.draft();
    BoardPath path = topics.path(author, boardId);
    Instant now = clock.instant();
    String slug = Slug.of(draft.title());
    return keys.once(
        author,
        draft.once(),
        postId,
        now,
        pace,
        tx -> {
          requireOpen(author, path);
          Act.TAG.require(draft.tags().isEmpty() || Act.TAG.allowedTo(author, boardId));
          long topicId = queries.insertTopic(tx, boardId, author.id(), draft.title(), slug, now);
          var post = new NewPost(postId, topicId, author.id(), null, screened.text(), now);
          queries.addFirst(tx, post, boardId);
          queries.setTags(tx, topicId, draft.tags());
          tx.after(() -> reading.wrote(author, topicId, 1));
          screened.keepFinding(tx, postId);
          if (screened.pending()) {
            pending.hide(tx, author, postId);
          } else {
            tx.emit(new Event.TopicOpened(topicId, postId, boardId, author.id()));
          }
          return Urls.topic(topicId, slug);
        });
  }

  /**
   * Answers a topic, or one post of it.
   *
   * @param seen the topic as it was when this began
   */
  Written reply(
      Viewer.Member author, ReplyTarget seen, @Nullable Long parent, Draft written, Pace pace) {
    BoardPath path = topics.path(author, seen.topic().boardId());
    long postId = seen.postId();
    var screened = screening.look(author, seen.topic().boardId(), postId, written);
    if (screened.rejected() != null) {
      return new Written.Rejected(screened.rejected());
    }
    Instant now = clock.instant();
    var post = new NewPost(postId, seen.topic().id(), author.id(), parent, screened.text(), now);
    return keys.once(
        author,
        written.once(),
        postId,
        now,
        pace,
        () ->
            whyNoReply(author, seen.topic(), path) != null || !screened.quick()
                ? Optional.empty()
                : atOnce(author, seen.topic(), post, written.once()),
        tx -> {
          TopicHead topic = locked(tx, author, seen.topic().id());
          requireSame(seen.topic().boardId(), topic);
          requireReplies(author, topic, path);
          int position =
              screened.pending() ? addPending(tx, topic, post) : add(tx, author, topic, post);
          screened.keepFinding(tx, postId);
          return Urls.place(topic.id(), topic.slug(), Posts.page(position), postId);
        });
  }

  /** Where it can be read; nothing where the topic does not take it. */
  private Optional<String> atOnce(
      Viewer.Member author, TopicHead topic, NewPost post, String once) {
    var place = replies.add(newReply(author, topic, post), once);
    place.ifPresent(position -> reading.wrote(author, topic.id(), position));
    return place.map(
        position -> Urls.place(topic.id(), topic.slug(), Posts.page(position), post.id()));
  }

  /** Its place, where the topic is locked and takes it. */
  private int add(Tx tx, Viewer.Member author, TopicHead topic, NewPost post) {
    int position = replies.add(tx, newReply(author, topic, post)).orElseThrow(Refused::notFound);
    tx.after(() -> reading.wrote(author, topic.id(), position));
    return position;
  }

  private static NewReply newReply(Viewer.Member author, TopicHead topic, NewPost post) {
    return new NewReply(post, topic.boardId(), Act.LOCK.allowedTo(author, topic));
  }

  /** The position to look for it at. */
  private int addPending(Tx tx, TopicHead topic, NewPost post) {
    Long answered = parentIn(tx, topic.id(), post.parent());
    pending.add(tx, post.answering(answered));
    return Math.max(1, topic.postCount());
  }

  /**
   * Changes a post, and its topic's title and tags where the post is the first.
   *
   * @param seen the topic as the form showed it
   * @param version how many edits the post had when its text was read
   */
  Edited edit(Viewer.Member editor, TopicHead seen, long postId, int version, Draft written) {
    var screened = screening.look(editor, seen.boardId(), postId, written);
    if (screened.rejected() != null) {
      return new Edited.Rejected(screened.rejected());
    }
    return db.write(tx -> {
      TopicHead topic = locked(tx, editor, seen.id());
      requireSame(seen.boardId(), topic);
      var post = access.text(tx, postId).orElseThrow(Refused::notFound);
      Act.EDIT_OWN.require(PostRights.of(editor, topic, post).mayEdit());
      // The form may have come before, its answer not.
      boolean same = post.source().equals(screened.draft().body());
      if (post.edits() != version && !same) {
        return new Edited.Conflict(post.source(), post.edits());
      }
      return new Edited.Saved(save(tx, editor, topic, post, screened));
    });
  }

  private String save(
      Tx tx, Viewer.Member editor, TopicHead topic, PostText post, Screening.Screened screened) {
    Draft draft = screened.draft();
    String slug = topic.slug();
    // Where the topic stays in sight, a pending title must not be on it.
    boolean titled = post.opens() && !(screened.pending() && topic.replyCount() > 0);
    if (titled) {
      slug = Slug.of(draft.title());
      boolean sameTags = Set.copyOf(draft.tags()).equals(Set.copyOf(topic.tags()));
      Act.TAG.require(sameTags || Act.TAG.allowedTo(editor, topic.boardId()));
      queries.retitle(tx, topic.id(), draft.title(), slug);
      queries.setTags(tx, topic.id(), draft.tags());
    }
    if (!post.source().equals(draft.body())) {
      queries.edit(tx, post.id(), editor.id(), screened.text(), clock.instant());
    }
    screened.keepFinding(tx, post.id());
    if (screened.pending()) {
      pending.hide(tx, editor, post.id());
      tx.emit(new Event.PostDeleted(topic.id(), post.id(), topic.boardId(), editor.id()));
    } else {
      tx.emit(new Event.PostEdited(topic.id(), post.id(), topic.boardId(), editor.id()));
    }
    return Urls.place(topic.id(), slug, Posts.page(post.place(topic)), post.id());
  }

  /**
   * A topic as it was when a reply to it came in.
   *
   * @param postId of the reply to be
   */
  record ReplyTarget(TopicHead topic, long postId) {}

  /** For {@link #reply}. */
  ReplyTarget answered(Viewer.Member author, long topicId) {
    ReplyTarget seen = replies.answered(topicId).orElseThrow(Refused::notFound);
    access.require(author, Act.READ, seen.topic());
    return seen;
  }

  private TopicHead locked(Tx tx, Viewer.Member viewer, long topicId) {
    return access.locked(tx, viewer, topicId);
  }

  /**
   * A parent of another topic, or one that does not stand there for everybody, is as good as none:
   * the reply then answers the topic.
   */
  private @Nullable Long parentIn(Tx tx, long topicId, @Nullable Long parent) {
    if (parent == null) {
      return null;
    }
    return access
        .text(tx, parent)
        .filter(post -> post.topicId() == topicId && !post.state().hidden())
        .map(PostText::id)
        .orElse(null);
  }

  /** Whether a text waits was decided for the board where the topic stood. */
  private static void requireSame(long board, TopicHead topic) {
    if (topic.boardId() != board) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.topicMoved")));
    }
  }

  static void requireOpen(Viewer.Member author, BoardPath path) {
    if (path.steps().isEmpty() || path.steps().getLast().category()) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.categoryTakesNoTopics")));
    }
    if (path.closed()) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.boardClosed")));
    }
    var _ = Act.OPEN.require(author, path.steps().getLast().id());
  }

  static void requireReplies(Viewer viewer, TopicHead topic, BoardPath path) {
    Message why = whyNoReply(viewer, topic, path);
    if (why != null) {
      throw new Refused(new Refusal.Forbidden(why));
    }
  }

  /** Why nobody, or this viewer, can reply; null where they can. */
  static @Nullable Message whyNoReply(Viewer viewer, TopicHead topic, BoardPath path) {
    if (topic.state() == PostState.PENDING) {
      return Message.of("error.topicPending");
    }
    if (topic.state() == PostState.DELETED) {
      return Message.of("error.topicDeleted");
    }
    if (topic.locked() && !Act.LOCK.allowedTo(viewer, topic)) {
      return Message.of("error.topicLocked");
    }
    if (path.closed()) {
      return Message.of("error.boardClosed");
    }
    if (!Act.REPLY.offeredTo(viewer, topic.boardId())) {
      return Act.REPLY.why();
    }
    return viewer instanceof Viewer.Guest ? Message.of("topic.signInToReply") : null;
  }
}
