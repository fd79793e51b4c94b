package stoa.search.analysis;

/**
 * Emoji as they are looked for (UTS #51): a flag, a family or a profession is one, however many
 * code points it is made of; the colour of skin and hair, the sex of whoever does something and the
 * way they face are left out.
 */
final class Emoji {
  private static final int JOINER = 0x200D;

  /** Below stand the signs of trade marks and the like, which are no emoji to their writers. */
  private static final int FIRST = 0x203C;

  private Emoji() {}

  static boolean begins(int c) {
    return c >= FIRST
        && (Character.isExtendedPictographic(c) || isRegional(c) || Character.isEmojiModifier(c));
  }

  /** Where the one ends that begins there. */
  static int end(Folded text, int from) {
    if (isRegional(text.codePoint(from))) {
      boolean pair = from + 1 < text.length() && isRegional(text.codePoint(from + 1));
      return pair ? from + 2 : from + 1;
    }
    int at = partEnd(text, from);
    while (isJoined(text, at)) {
      at = partEnd(text, at + 1);
    }
    return at;
  }

  private static boolean isJoined(Folded text, int at) {
    return at + 1 < text.length() && text.codePoint(at) == JOINER && begins(text.codePoint(at + 1));
  }

  private static int partEnd(Folded text, int from) {
    int to = from + 1;
    while (to < text.length() && belongsBefore(text.codePoint(to))) {
      to++;
    }
    return to;
  }

  /** A colour of skin, or the letters of the flag of a part of a country. */
  private static boolean belongsBefore(int c) {
    return Character.isEmojiModifier(c) || (c >= 0xE0020 && c <= 0xE007F);
  }

  static String term(Folded text, int from, int to) {
    var term = new StringBuilder().appendCodePoint(text.codePoint(from));
    for (int i = from + 1; i < to; i++) {
      int c = text.codePoint(i);
      if (c != JOINER && !Character.isEmojiModifier(c) && !isVariant(c)) {
        term.appendCodePoint(c);
      }
    }
    return term.toString();
  }

  /** What says how somebody looks, after them. */
  private static boolean isVariant(int c) {
    return switch (c) {
      case 0x2640, 0x2642, 0x27A1 -> true; // a woman, a man, to the right
      default -> c >= 0x1F9B0 && c <= 0x1F9B3; // hair
    };
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }
}
