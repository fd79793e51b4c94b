package stoa.search.analysis;

/**
 * A piece of a text in the form in which it is looked for.
 *
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends
 */
public record Token(String term, int start, int end, Shape shape) {
  /** How a token came about, which says in which field it is kept. */
  public enum Shape {
    /** Letters and digits, stemmed. */
    WORD,
    /** Two neighbours of a script that is written without spaces. */
    PAIR,
    /** A character of such a script that has no neighbour: kept where pairs are, too. */
    LONE,
    /** One character of a pair. */
    CHARACTER,
    /** A picture among the words, which it does not part. */
    EMOJI,
    /** Two words with a hyphen between them as one, beside these two. */
    JOINED
  }

  /** Whether it has a place in the order of words and pairs, by which phrases are found. */
  public boolean inOrder() {
    return switch (shape) {
      case WORD, PAIR, LONE -> true;
      case CHARACTER, EMOJI, JOINED -> false;
    };
  }

  /** Whether it is found by a query for that one character. */
  public boolean single() {
    return switch (shape) {
      case LONE, CHARACTER, EMOJI -> true;
      case WORD, PAIR, JOINED -> false;
    };
  }

  public boolean is(Shape which) {
    return shape == which;
  }
}
