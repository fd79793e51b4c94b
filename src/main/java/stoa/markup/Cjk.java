package stoa.markup;

import org.commonmark.text.Characters;

/**
 * Chinese, Japanese and Korean characters, as the amendments to CommonMark for them count them
 * (github.com/tats-u/markdown-cjk-friendly): wide ones that are no emoji, and Hangul.
 */
final class Cjk {
  private Cjk() {}

  static boolean is(int c) {
    return c >= 0x1100 && (inBasicPlane(c) || isBeyond(c) || isSelector(c));
  }

  private static boolean inBasicPlane(int c) {
    return c <= 0x11FF
        || c == 0x20A9
        || (c >= 0x2E80 && c <= 0xA4C6 && c != 0x303F)
        || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xAC00 && c <= 0xD7FB)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE10 && c <= 0xFE19)
        || (c >= 0xFE30 && c <= 0xFE6B)
        || (c >= 0xFF01 && c <= 0xFFEE);
  }

  private static boolean isBeyond(int c) {
    return (c >= 0x16FE0 && c <= 0x18DF2)
        || (c >= 0x1AFF0 && c <= 0x1B2FB)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }

  /** They follow a CJK character and choose its form. */
  private static boolean isSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0E) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Marks and spaces of CJK writing; its quotation marks, dashes and dots are everybody's. */
  static boolean isPunctuation(int c) {
    return switch (c) {
      case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x3000 -> true;
      case 0x30FB -> false; // within foreign names: ジョン・レノン
      default -> is(c) && Characters.isPunctuationCodePoint(c);
    };
  }
}
