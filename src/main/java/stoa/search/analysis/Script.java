package stoa.search.analysis;

/** What a code point is to the analysis. */
enum Script {
  NONE,
  WORD,
  /** Written without spaces between its words. */
  PAIRED,
  EMOJI;

  static Script of(int c) {
    if (c < 0x80) {
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      return word ? WORD : NONE;
    }
    if (c >= 0x4E00 && c <= 0x9FFF) {
      return PAIRED;
    }
    if (c == 0x30FC) {
      return PAIRED; // the long vowel of Katakana, which belongs to no script
    }
    boolean mark =
        switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
    if (!mark && !Character.isLetterOrDigit(c)) {
      return Emoji.begins(c) ? EMOJI : NONE;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> PAIRED;
      default -> WORD;
    };
  }
}
