package stoa.search.query;

import java.util.List;

/**
 * Who wrote it, where it stands, what it is tagged with.
 *
 * @param values any of them; none where nothing has that name, and then nothing passes
 * @param without whether they are what is not wanted
 */
public record Filter(Field field, List<String> values, boolean without) {
  public Filter {
    values = List.copyOf(values);
  }

  /** The fields of an index that are compared as a whole. */
  public enum Field {
    AUTHOR,
    BOARD,
    TAG;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
