package stoa.base.web;

import io.javalin.http.Context;
import java.util.Set;
import stoa.base.Viewer;

/** Finds what ties a member to a page, beside what stands on every page of his. */
public interface Ties {
  Tie of(Context context, Viewer.Member member);

  /**
   * A tie, until one of the tags is dropped.
   *
   * @param alone the page shows something that is his alone, such as a post that he may edit
   * @param word otherwise: all members of one word get one page
   */
  record Tie(boolean alone, String word, Set<String> tags) {
    public Tie {
      tags = Set.copyOf(tags);
    }

    public static Tie word(String word, Set<String> tags) {
      return new Tie(false, word, tags);
    }
  }

  /** Nothing does: the page is the same for all members. */
  static Ties none() {
    var none = Tie.word("", Set.of());
    return (_, _) -> none;
  }
}
