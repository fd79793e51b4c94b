package stoa.base.web;

/**
 * Marks parts of a page that some members see otherwise than all others. Nothing is marked on a
 * page that is made for one reader.
 *
 * @param mark empty: nothing is marked
 */
public record FragmentMark(String mark) {
  public static final char BEFORE = 'b';
  public static final char AFTER = 'e';

  /** Ends a part's number. */
  public static final char END = ';';

  /** Before the part of that number. */
  public String before(long id) {
    return mark.isEmpty() ? "" : mark + BEFORE + id + END;
  }

  public String after() {
    return mark.isEmpty() ? "" : mark + AFTER;
  }
}
