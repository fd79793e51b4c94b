package stoa.notify;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.base.bus.EventHandler;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.event.StoredEvent;
import stoa.notify.NotifyQueries.Notification;
import stoa.notify.NotifyQueries.PostNow;
import stoa.watch.NotificationKind;

/** Works out from an event who is to be notified of it, and does so, in one transaction. */
final class NotifyHandler implements EventHandler.Transactional {
  private final NotifyQueries queries;
  private final Mentions mentions;
  private final NotifyFeature.Mailer mailer;

  NotifyHandler(NotifyQueries queries, NotifyFeature.Mailer mailer) {
    this.queries = queries;
    this.mentions = new Mentions(queries);
    this.mailer = mailer;
  }

  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public Set<Class<? extends Event>> kinds() {
    return Set.of(
        Event.TopicOpened.class,
        Event.Replied.class,
        Event.PostApproved.class,
        Event.PostEdited.class,
        Event.PostDeleted.class,
        Event.PostRestored.class,
        Event.TopicMarked.class,
        Event.TopicMoved.class,
        Event.PostLiked.class,
        Event.PostUnliked.class,
        Event.AnswerChosen.class,
        Event.AnswerUnchosen.class);
  }

  @Override
  public void handle(Tx tx, StoredEvent announced) {
    handle(tx, List.of(announced));
  }

  /**
   * What new posts say is read for all of them at once, who watches their topics is notified of all
   * at once, and mails are queued for all at once.
   */
  @Override
  public void handle(Tx tx, List<StoredEvent> events) {
    var written = events.stream().flatMap(event -> postId(event.event()).stream()).collect(toSet());
    var posts = written.isEmpty() ? Map.<Long, PostNow>of() : queries.posts(tx, written);
    var batch = new Batch(tx, posts, new ArrayList<>(), new HashSet<>());
    events.forEach(event -> notifyOf(batch, event));
    if (!batch.replies().isEmpty()) {
      batch.notified().addAll(queries.notifyWatchers(tx, batch.replies()));
    }
    if (!batch.notified().isEmpty()) {
      mailer.queue(tx, batch.notified(), events.stream().map(StoredEvent::id).toList());
    }
  }

  /**
   * Events that share a transaction.
   *
   * @param posts new ones, as they are now
   * @param replies takes what those are notified of who watch its topic, after all others
   * @param notified takes who was notified of something
   */
  private record Batch(
      Tx tx, Map<Long, PostNow> posts, List<Notification> replies, Set<Long> notified) {}

  private static Optional<Long> postId(Event event) {
    if (event instanceof Event.TopicOpened it) {
      return Optional.of(it.postId());
    }
    return event instanceof Event.Replied it ? Optional.of(it.postId()) : Optional.empty();
  }

  private void notifyOf(Batch batch, StoredEvent announced) {
    switch (announced.event()) {
      case Event.TopicOpened it -> {
        var notification =
            notification(
                announced,
                NotificationKind.TOPIC,
                it.topicId(),
                it.postId(),
                it.boardId(),
                it.authorId());
        written(batch, notification, batch.posts().get(it.postId()));
      }
      case Event.Replied it -> {
        var notification =
            notification(
                announced,
                NotificationKind.REPLY,
                it.topicId(),
                it.postId(),
                it.boardId(),
                it.authorId());
        written(batch, notification, batch.posts().get(it.postId()));
      }
      // Whom it mentions is notified of a post when it can be read.
      case Event.PostApproved it -> approved(batch, announced, it);
      case Event.PostEdited it -> edited(batch, announced, it);
      case Event.PostDeleted it ->
          moderated(batch, announced, it.topicId(), it.postId(), it.boardId(), it.by());
      case Event.PostRestored it -> {
        moderated(batch, announced, it.topicId(), it.postId(), it.boardId(), it.by());
        backInSight(batch, announced, it.topicId(), it.postId(), it.boardId());
        queries
            .takePending(batch.tx(), it.topicId())
            .forEach(post -> writtenNow(batch, announced, it.topicId(), post, it.boardId()));
      }
      case Event.TopicMarked it ->
          topicModerated(batch, announced, it.topicId(), it.boardId(), it.by());
      case Event.TopicMoved it ->
          topicModerated(batch, announced, it.topicId(), it.boardId(), it.by());
      case Event.PostLiked it -> {
        var notification =
            notification(
                announced, NotificationKind.LIKE, it.topicId(), it.postId(), it.boardId(), it.by());
        notifyAuthor(batch, notification, it.postId());
      }
      case Event.PostUnliked it ->
          queries.takeBack(batch.tx(), NotificationKind.LIKE, it.postId(), it.by());
      case Event.AnswerChosen it -> {
        var notification =
            notification(
                announced,
                NotificationKind.ANSWER,
                it.topicId(),
                it.postId(),
                it.boardId(),
                it.by());
        notifyAuthor(batch, notification, it.postId());
      }
      case Event.AnswerUnchosen it ->
          queries.takeBack(batch.tx(), NotificationKind.ANSWER, it.postId(), null);
      default -> throw new IllegalArgumentException(announced + " is not for notifications");
    }
  }

  private static Notification notification(
      StoredEvent announced,
      NotificationKind kind,
      long topicId,
      @Nullable Long postId,
      long boardId,
      long actorId) {
    return new Notification(
        announced.id(), kind, topicId, postId, boardId, actorId, announced.at());
  }

  /** A new post: whom it mentions, whom it quotes, whom it answers, who watches; in that order. */
  private void written(Batch batch, Notification notification, @Nullable PostNow post) {
    if (post != null && (post.readable() || !queries.keepPending(batch.tx(), notification))) {
      notifyWritten(batch, notification, post);
    }
  }

  private void notifyWritten(Batch batch, Notification notification, PostNow post) {
    batch.notified().addAll(mentions.notifyMentioned(batch.tx(), notification, post));
    if (notification.kind() == NotificationKind.REPLY) {
      notifyMember(batch, notification, post.parentAuthorId());
      batch.replies().add(notification);
    } else {
      batch.notified().addAll(queries.notifyWatchers(batch.tx(), List.of(notification)));
    }
  }

  private void approved(Batch batch, StoredEvent announced, Event.PostApproved it) {
    moderated(batch, announced, it.topicId(), it.postId(), it.boardId(), it.by());
    queries.endPending(batch.tx(), it.postId());
    backInSight(batch, announced, it.topicId(), it.postId(), it.boardId());
    writtenNow(batch, announced, it.topicId(), it.postId(), it.boardId());
  }

  /** As if it had just been written. */
  private void writtenNow(
      Batch batch, StoredEvent announced, long topicId, long postId, long boardId) {
    PostNow post = queries.post(batch.tx(), postId).orElse(null);
    if (post == null || post.authorId() == null) {
      return;
    }
    var kind = post.opens() ? NotificationKind.TOPIC : NotificationKind.REPLY;
    written(batch, notification(announced, kind, topicId, postId, boardId, post.authorId()), post);
  }

  private void edited(Batch batch, StoredEvent announced, Event.PostEdited it) {
    PostNow post = queries.post(batch.tx(), it.postId()).orElse(null);
    if (post == null || !post.readable()) {
      return;
    }
    moderated(batch, announced, it.topicId(), it.postId(), it.boardId(), it.by());
    long author = post.authorId() == null ? it.by() : post.authorId();
    var notification =
        notification(
            announced, NotificationKind.MENTION, it.topicId(), it.postId(), it.boardId(), author);
    batch.notified().addAll(mentions.notifyEdited(batch.tx(), notification, post));
  }

  /** An edit may have taken mentions away while the post was out of sight. */
  private void backInSight(
      Batch batch, StoredEvent announced, long topicId, long postId, long boardId) {
    PostNow post = queries.post(batch.tx(), postId).orElse(null);
    if (post != null && post.authorId() != null) {
      var notification =
          notification(
              announced, NotificationKind.MENTION, topicId, postId, boardId, post.authorId());
      batch.notified().addAll(mentions.takeBack(batch.tx(), notification, post));
    }
  }

  private void topicModerated(
      Batch batch, StoredEvent announced, long topicId, long boardId, long by) {
    var notification =
        notification(announced, NotificationKind.MODERATION, topicId, null, boardId, by);
    notifyMember(batch, notification, queries.topicAuthor(batch.tx(), topicId).orElse(null));
  }

  /** Notifies the author, unless it was they themselves. */
  private void moderated(
      Batch batch, StoredEvent announced, long topicId, long postId, long boardId, long by) {
    var notification =
        notification(announced, NotificationKind.MODERATION, topicId, postId, boardId, by);
    notifyAuthor(batch, notification, postId);
  }

  private void notifyAuthor(Batch batch, Notification notification, long postId) {
    notifyMember(
        batch, notification, queries.post(batch.tx(), postId).map(PostNow::authorId).orElse(null));
  }

  private void notifyMember(Batch batch, Notification notification, @Nullable Long member) {
    if (member != null) {
      batch.notified().addAll(queries.notifyMembers(batch.tx(), notification, List.of(member)));
    }
  }
}
