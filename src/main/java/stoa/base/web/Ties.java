package stoa.base.web;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import stoa.base.Viewer;

/** Finds what ties a member to a page, beside what stands on every page of his. */
public interface Ties {
  Tie of(Context context, Viewer.Member member);

  /**
   * A tie, until one of the tags is dropped.
   *
   * @param alone he alone sees such a page, and it is made for him
   * @param word otherwise: all members of one word get one page
   * @param unread he has notifications of what the page shows
   * @param parts of that page, what he sees otherwise than they: HTML with marks, see {@link
   *     Site#part}
   */
  record Tie(
      boolean alone, String word, boolean unread, Map<Long, byte[]> parts, Set<String> tags) {
    public Tie {
      parts = Map.copyOf(parts);
      tags = Set.copyOf(tags);
    }

    public static Tie word(String word, Set<String> tags) {
      return new Tie(false, word, false, Map.of(), tags);
    }

    public static Tie alone(Set<String> tags) {
      return new Tie(true, "", false, Map.of(), tags);
    }
  }

  /** Nothing does: the page is the same for all members. */
  static Ties none() {
    var none = Tie.word("", Set.of());
    return (_, _) -> none;
  }
}
