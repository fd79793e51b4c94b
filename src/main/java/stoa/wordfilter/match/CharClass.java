package stoa.wordfilter.match;

/** What a character is to the matcher. */
enum CharClass {
  /** A letter of a script that parts its words by spaces. */
  LETTER(0),
  /** 0 to 9 in any shape. */
  DIGIT(1),
  /** A Chinese numeral. */
  NUMERAL(2),
  /** Han characters, kana and whatever else has no word boundaries. */
  OTHER(3),
  /** Nothing to see: it parts nobody. */
  INVISIBLE(4),
  /** Emoji and signs, which nobody reads between two characters of a word. */
  SYMBOL(5),
  /** Punctuation of sentences, line ends: what stands on both sides mostly is no one word. */
  WEAK(6),
  SPACE(7);

  private static final CharClass[] ALL = values();

  private final byte number;

  CharClass(int number) {
    this.number = (byte) number;
  }

  boolean isContent() {
    return compareTo(OTHER) <= 0;
  }

  /** As it is packed into arrays. */
  byte number() {
    return number;
  }

  static CharClass of(int number) {
    return ALL[number];
  }
}
