package stoa.base.view;

import java.util.List;

/**
 * What stands on a page only for those who have something unread there. On a page for one reader it
 * is there or not; on one that members share it is marked, with what decides it.
 *
 * @param mark empty on a page for one reader
 */
public record UnreadMark(String mark, Unread unread) {
  public static final char BEFORE = 'f';
  public static final char AFTER = 'e';

  /** Ends what decides. */
  public static final char END = ';';

  /** Parts the board from its topics. */
  public static final char BOARD = ':';

  public boolean shown(long board, List<TopicEnd> ends) {
    return mark.isEmpty() ? unread.any(board, ends) : !ends.isEmpty();
  }

  public String before(long board, List<TopicEnd> ends) {
    return mark.isEmpty() ? "" : mark + BEFORE + board + BOARD + TopicEnd.text(ends) + END;
  }

  public String after() {
    return mark.isEmpty() ? "" : mark + AFTER;
  }
}
