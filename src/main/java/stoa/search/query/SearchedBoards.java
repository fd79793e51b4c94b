package stoa.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Audience;
import stoa.access.BoardSet;

/**
 * Which boards' posts are found, by their ids as an index has them.
 *
 * @param only no others; null for all but {@code except}
 * @param except none of these
 * @param allHidden whether hidden posts are found wherever others are
 * @param hiddenOn where hidden posts are found, too
 */
public record SearchedBoards(
    @Nullable List<String> only, List<String> except, boolean allHidden, List<String> hiddenOn) {
  /** All boards, without hidden posts. */
  public static final SearchedBoards ALL = new SearchedBoards(null, List.of(), false, List.of());

  /** All boards, with hidden posts. */
  public static final SearchedBoards WITH_HIDDEN =
      new SearchedBoards(null, List.of(), true, List.of());

  public SearchedBoards {
    only = only == null ? null : List.copyOf(only);
    except = List.copyOf(except);
    hiddenOn = List.copyOf(hiddenOn);
  }

  /** Those of an audience. */
  public static SearchedBoards of(Audience audience) {
    BoardSet reads = audience.reads();
    var others = words(reads.others());
    boolean few = others.size() <= reads.ids().size();
    boolean allHidden = !reads.isEmpty() && audience.hidden().equals(reads);
    return new SearchedBoards(
        few ? null : words(reads.ids()),
        few ? others : List.of(),
        allHidden,
        allHidden ? List.of() : words(audience.hidden().ids()));
  }

  private static List<String> words(List<Long> boards) {
    return boards.stream().map(Object::toString).toList();
  }

  /** Whether nothing can be found. */
  public boolean none() {
    return only != null && only.isEmpty();
  }
}
