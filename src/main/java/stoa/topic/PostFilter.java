package stoa.topic;

import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.db.Tx;

/** Looks at what members write before it is kept. */
@FunctionalInterface
public interface PostFilter {
  /** Lets everything through. */
  PostFilter OPEN = (_, _, _) -> new Verdict.Pass();

  /**
   * Called before the transaction, in the writer's request: it takes a millisecond at most, waits
   * for nothing and writes nothing.
   */
  Verdict check(Viewer.Member author, long boardId, Draft draft);

  /**
   * @param title empty where the text has none of its own
   * @param html what the source becomes: what readers will see
   */
  record Draft(String title, String source, String html) {}

  /** What becomes of it. */
  sealed interface Verdict {
    record Pass() implements Verdict {}

    /** It is not accepted, and its author is told why beside the field. */
    record Rejected(Message why, boolean inTitle) implements Verdict {}

    /** It is kept, but waits for a moderator. */
    record Pending(Finding finding) implements Verdict {}

    /** Other words take the place of some. */
    record Replaced(String title, String source) implements Verdict {}

    /** It appears, and moderators are notified. */
    record Flagged(Finding finding) implements Verdict {}
  }

  /** What was found, to be kept in the transaction that keeps the post. */
  @FunctionalInterface
  interface Finding {
    void keep(Tx tx, long postId);
  }
}
