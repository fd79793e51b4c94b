package stoa.base.web;

import java.util.Map;
import java.util.Set;
import stoa.base.view.View;

/**
 * Which page a member gets, until one of the tags is dropped.
 *
 * @param alone they alone see such a page, and it is made for them
 * @param word otherwise: all members of one word get one page
 * @param unread they have notifications of what the page shows
 * @param parts of that page, what they see otherwise than the others, by its number; see {@link
 *     FragmentMark}
 */
public record Variant(
    boolean alone, String word, boolean unread, Map<Long, View> parts, Set<String> tags) {
  /** The page is the same for all members. */
  static final Variant ONE = word("", Set.of());

  public Variant {
    parts = Map.copyOf(parts);
    tags = Set.copyOf(tags);
  }

  public static Variant word(String word, Set<String> tags) {
    return new Variant(false, word, false, Map.of(), tags);
  }

  public static Variant alone(Set<String> tags) {
    return new Variant(true, "", false, Map.of(), tags);
  }
}
