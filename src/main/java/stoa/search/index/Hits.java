package stoa.search.index;

import java.util.List;
import stoa.search.query.SearchRequest;

/**
 * What an index found.
 *
 * @param total how many match; at least so many where there are more than {@link
 *     SearchRequest#COUNTED}
 * @param more whether there are more than that
 * @param posts the ids of those asked for, in order
 */
public record Hits(long total, boolean more, List<Long> posts) {
  static final Hits NONE = new Hits(0, false, List.of());

  public Hits {
    posts = List.copyOf(posts);
  }
}
