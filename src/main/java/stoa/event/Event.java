package stoa.event;

import java.util.Set;

/**
 * Everything that the forum can announce. An event says what has changed, in ids alone: whoever
 * handles it later reads the state as it is then, with the rights of whom it is for.
 *
 * <p>A kind is called as its record is. Its name and version are kept in the outbox and on NATS,
 * where an older or newer server may read them: a field may be added, but one that is removed or
 * means something else makes a new version.
 */
public sealed interface Event {
  record TopicOpened(long topicId, long postId, long boardId, long authorId) implements Event {
    @Override
    public Set<String> tags() {
      return written(topicId, boardId, authorId);
    }
  }

  record Replied(long topicId, long postId, long boardId, long authorId) implements Event {
    @Override
    public Set<String> tags() {
      return written(topicId, boardId, authorId);
    }
  }

  /** Its text, or with a first post its title and tags. */
  record PostEdited(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return written(topicId, boardId, by);
    }
  }

  record PostDeleted(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return removed(topicId, boardId, by);
    }
  }

  record PostRestored(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return removed(topicId, boardId, by);
    }
  }

  /** A pending post can be read from now on. */
  record PostApproved(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return removed(topicId, boardId, by);
    }
  }

  record PostLiked(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return Set.of(Tags.topic(topicId));
    }
  }

  record PostUnliked(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return Set.of(Tags.topic(topicId));
    }
  }

  /** The topic's author, or a moderator, chose the answer; or took the choice back. */
  record AnswerChosen(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return written(topicId, boardId, by);
    }
  }

  record AnswerUnchosen(long topicId, long postId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return written(topicId, boardId, by);
    }
  }

  /** Pinned, unpinned, locked or unlocked. */
  record TopicMarked(long topicId, long boardId, long by) implements Event {
    @Override
    public Set<String> tags() {
      return written(topicId, boardId, by);
    }
  }

  /** It stands on another board, where perhaps others read it. */
  record TopicMoved(long topicId, long postId, long boardId, long fromBoardId, long by)
      implements Event {
    /** Its authors' profiles, searches and all else may show it. */
    @Override
    public Set<String> tags() {
      return Set.of(
          Tags.ALL, Tags.board(boardId), Tags.board(fromBoardId), Tags.LATEST, Tags.BOARDS);
    }
  }

  /** Boards were made, ordered, renamed, closed or removed. */
  record BoardsChanged(long by) implements Event {
    @Override
    public Set<String> tags() {
      return Set.of(Tags.BOARDS, Tags.TREE, Tags.LATEST);
    }
  }

  /** Somebody may see or do something else than before; 0 stands for the operator. */
  record AccessChanged(long by) implements Event {
    @Override
    public Set<String> tags() {
      return Set.of(Tags.ALL);
    }
  }

  /** The lists of watched words are others than before. */
  record WordsChanged(long by) implements Event {
    @Override
    public Set<String> tags() {
      return Set.of();
    }
  }

  /** What it outdates: copies that show one of these are dropped. */
  Set<String> tags();

  /** How a kind is called wherever events are kept or sent: its subject on NATS, its labels. */
  default Kind kind() {
    return Kind.of(this);
  }

  /** A topic also changes in its board's lists, its board in the index. */
  private static Set<String> written(long topicId, long boardId, long by) {
    return Set.of(
        Tags.topic(topicId), Tags.board(boardId), Tags.author(by), Tags.LATEST, Tags.BOARDS);
  }

  /** What can be read, or no longer: numbers of notifications are others too. */
  private static Set<String> removed(long topicId, long boardId, long by) {
    return Set.of(
        Tags.topic(topicId),
        Tags.board(boardId),
        Tags.author(by),
        Tags.LATEST,
        Tags.BOARDS,
        Tags.REMOVED);
  }
}
