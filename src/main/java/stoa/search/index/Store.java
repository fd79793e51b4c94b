package stoa.search.index;

import java.util.List;
import java.util.Map;

/** Posts, kept to be found. What cannot be kept now is thrown as {@link IndexFault}. */
public interface Store {
  /** Keeps posts, each in place of an older version of itself. */
  void put(List<IndexedPost> posts);

  /** Forgets the posts with these ids. */
  void remove(long from, long before);

  /** Makes everything that was put before findable. */
  void refresh();

  /**
   * How many posts there are in each {@code size} ids, by the first id of these; what was put since
   * the last {@link #refresh} may be missing. Where there are none there is no entry.
   */
  Map<Long, Long> counts(long from, long before, int size);
}
