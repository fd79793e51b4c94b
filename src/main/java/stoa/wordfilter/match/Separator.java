package stoa.wordfilter.match;

/** What stands between a folded character and the one before it. */
enum Separator {
  /** Nothing that can be seen. */
  NONE(0),
  /** Signs, emoji, markup; spaces between characters that have no word boundaries. */
  SYMBOL(1),
  /** Punctuation, a new line, spaces between letters. */
  WEAK(2),
  /** The beginning of the text, or so much that the two do not belong together. */
  BREAK(3);

  private static final Separator[] ALL = values();

  private final byte number;

  Separator(int number) {
    this.number = (byte) number;
  }

  /** As it is packed into arrays. */
  byte number() {
    return number;
  }

  static Separator of(int number) {
    return ALL[number];
  }
}
