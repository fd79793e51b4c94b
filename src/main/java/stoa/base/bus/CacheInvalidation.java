package stoa.base.bus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stoa.base.cache.Caches;
import stoa.base.cache.Tags;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.event.Kind;
import stoa.event.StoredEvent;

/**
 * Ends the copies that an event outdates: on the server where it happened right after the commit,
 * on all others when they are told of it by a notification of PostgreSQL. That comes twice: at once
 * from where it happened, and when the event is handled, should that server have died in between.
 */
final class CacheInvalidation implements EventHandler.Transactional {
  /** Tags; the effect tells of what is too much. */
  private static final int MOST_UNTOLD = 10_000;

  private final Caches caches;

  /** What other servers have not been told of yet; empty where there are none. */
  private final Set<String> untold = ConcurrentHashMap.newKeySet();

  private volatile boolean several;

  CacheInvalidation(Caches caches) {
    this.caches = caches;
  }

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public Set<Kind> kinds() {
    return EnumSet.allOf(Kind.class);
  }

  @Override
  public void handle(Tx tx, StoredEvent announced) {
    var tags = tags(announced.event());
    caches.changedForAll(tags);
    tx.changes(tags);
  }

  /** On this server at once, so that whoever made the change sees it on the next page. */
  void committed(Collection<Event> events, Collection<String> told) {
    var tags = events.stream().flatMap(event -> tags(event).stream()).toList();
    if (!tags.isEmpty()) {
      caches.changedForAll(tags);
      caches.changed(tags);
      if (several && untold.size() < MOST_UNTOLD) {
        untold.addAll(tags);
      }
    }
    caches.changed(told);
  }

  /** From now on there may be other servers. */
  void tellOthers() {
    several = true;
  }

  /** What has changed here since this was asked last. */
  Set<String> untold() {
    var tags = Set.copyOf(untold);
    untold.removeAll(tags);
    return tags;
  }

  /** What a notification names. */
  void heard(String tags) {
    caches.changed(List.of(tags.split(" ")));
  }

  private static List<String> tags(Event event) {
    return switch (event) {
      case Event.TopicOpened it -> written(it.topicId(), it.boardId(), it.authorId());
      case Event.Replied it -> written(it.topicId(), it.boardId(), it.authorId());
      case Event.PostEdited it -> written(it.topicId(), it.boardId(), it.by());
      case Event.PostDeleted it -> removed(it.topicId(), it.boardId(), it.by());
      case Event.PostRestored it -> removed(it.topicId(), it.boardId(), it.by());
      case Event.PostApproved it -> removed(it.topicId(), it.boardId(), it.by());
      case Event.TopicMarked it -> written(it.topicId(), it.boardId(), it.by());
      case Event.AnswerChosen it -> written(it.topicId(), it.boardId(), it.by());
      case Event.AnswerUnchosen it -> written(it.topicId(), it.boardId(), it.by());
      case Event.PostLiked it -> List.of(Tags.topic(it.topicId()));
      case Event.PostUnliked it -> List.of(Tags.topic(it.topicId()));
      case Event.BoardsChanged _ -> List.of(Tags.BOARDS, Tags.TREE, Tags.LATEST);
      case Event.WordsChanged _ -> List.of();
    };
  }

  /** A topic also changes in its board's lists, its board in the index. */
  private static List<String> written(long topicId, long boardId, long by) {
    return List.of(
        Tags.topic(topicId), Tags.board(boardId), Tags.author(by), Tags.LATEST, Tags.BOARDS);
  }

  /** What can be read, or no longer: numbers of notifications are others too. */
  private static List<String> removed(long topicId, long boardId, long by) {
    var tags = new ArrayList<>(written(topicId, boardId, by));
    tags.add(Tags.REMOVED);
    return tags;
  }
}
