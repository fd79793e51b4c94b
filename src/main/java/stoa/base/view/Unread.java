package stoa.base.view;

import java.util.List;

/** What a reader has not read. Asked for each row of a list, so it waits for nothing. */
@FunctionalInterface
public interface Unread {
  /** Guests have read everything. */
  Unread NOTHING = (_, _) -> false;

  /**
   * Whether one of these topics has a post that they have not seen.
   *
   * @param board whose topics they are, where all are of one; 0 otherwise
   */
  boolean any(long board, List<TopicEnd> ends);
}
