package stoa.search.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an index is asked for.
 *
 * @param all what must be in a post
 * @param none what must not be
 * @param after the earliest time, or null
 * @param before the first time that is too late, or null
 * @param boards those that are searched
 * @param newest the newest first, instead of the best
 * @param offset how many to skip
 * @param most how many to answer
 */
public record SearchRequest(
    List<Clause> all,
    List<Clause> none,
    List<Filter> filters,
    @Nullable Instant after,
    @Nullable Instant before,
    SearchedBoards boards,
    boolean newest,
    int offset,
    int most) {
  /**
   * Matches are counted up to here; counting all of a common word's would take most of the time.
   */
  public static final int COUNTED = 1_000;

  public SearchRequest {
    all = List.copyOf(all);
    none = List.copyOf(none);
    filters = List.copyOf(filters);
  }
}
