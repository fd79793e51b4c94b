package stoa.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of events by the names that are kept and sent. */
public enum Kind {
  TOPIC_OPENED(Event.TopicOpened.class),
  REPLIED(Event.Replied.class),
  POST_EDITED(Event.PostEdited.class),
  POST_DELETED(Event.PostDeleted.class),
  POST_RESTORED(Event.PostRestored.class),
  POST_APPROVED(Event.PostApproved.class),
  POST_LIKED(Event.PostLiked.class),
  POST_UNLIKED(Event.PostUnliked.class),
  ANSWER_CHOSEN(Event.AnswerChosen.class),
  ANSWER_UNCHOSEN(Event.AnswerUnchosen.class),
  TOPIC_MARKED(Event.TopicMarked.class),
  BOARDS_CHANGED(Event.BoardsChanged.class),
  WORDS_CHANGED(Event.WordsChanged.class);

  private final Class<? extends Event> type;

  Kind(Class<? extends Event> type) {
    this.type = type;
  }

  public Class<? extends Event> type() {
    return type;
  }

  /** Raised when a kind's fields change their meaning; see {@link Event}. */
  public int version() {
    return 1;
  }

  /** {@code topic_opened}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(Event event) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.isInstance(event))
        .findFirst()
        .orElseThrow();
  }

  /** The kind with that name and version; empty where a newer server made it. */
  public static Optional<Kind> of(String label, int version) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label) && kind.version() == version)
        .findFirst();
  }
}
