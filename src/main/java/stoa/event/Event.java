package stoa.event;

/**
 * Everything that the forum can announce. An event says what has changed, in ids alone: who hears
 * of it later reads the state as it is then, with the rights of whom it is for.
 *
 * <p>A kind's name and version are kept in the outbox and on NATS, where an older or newer server
 * may read them: a field may be added, but one that is removed or means something else makes a new
 * version.
 */
public sealed interface Event {
  record TopicOpened(long topicId, long postId, long boardId, long authorId) implements Event {}

  record Replied(long topicId, long postId, long boardId, long authorId) implements Event {}

  /** Its text, or with a first post its title and tags. */
  record PostEdited(long topicId, long postId, long boardId, long by) implements Event {}

  record PostDeleted(long topicId, long postId, long boardId, long by) implements Event {}

  record PostRestored(long topicId, long postId, long boardId, long by) implements Event {}

  /** A post that was held for a moderator can be read from now on. */
  record PostApproved(long topicId, long postId, long boardId, long by) implements Event {}

  record PostLiked(long topicId, long postId, long boardId, long by) implements Event {}

  record PostUnliked(long topicId, long postId, long boardId, long by) implements Event {}

  /** The topic's author, or a moderator, chose the answer; or took the choice back. */
  record AnswerChosen(long topicId, long postId, long boardId, long by) implements Event {}

  record AnswerUnchosen(long topicId, long postId, long boardId, long by) implements Event {}

  /** Pinned, unpinned, locked or unlocked. */
  record TopicMarked(long topicId, long boardId, long by) implements Event {}

  /** Boards were made, ordered, renamed, closed or removed. */
  record BoardsChanged(long by) implements Event {}

  /** The lists of watched words are others than before. */
  record WordsChanged(long by) implements Event {}

  /** How a kind is called wherever events are kept or sent: its subject on NATS, its labels. */
  default Kind kind() {
    return Kind.of(this);
  }
}
