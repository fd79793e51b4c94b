package stoa.wordfilter.match;

/**
 * Letters and digits in circles and boxes that NFKC leaves as they are (Unicode blocks Enclosed
 * Alphanumerics, Dingbats and Enclosed Alphanumeric Supplement).
 */
final class Enclosed {
  private Enclosed() {}

  /** What stands in it; empty for every other character. */
  static String plain(int c) {
    if (c >= 0x1F150 && c <= 0x1F169) {
      return letter(c - 0x1F150);
    }
    if (c >= 0x1F170 && c <= 0x1F189) {
      return letter(c - 0x1F170);
    }
    if (c >= 0x1F1E6 && c <= 0x1F1FF) {
      return letter(c - 0x1F1E6); // the halves of flags
    }
    int number = number(c);
    return number < 0 ? "" : Integer.toString(number);
  }

  private static String letter(int place) {
    return String.valueOf((char) ('a' + place));
  }

  private static int number(int c) {
    if (c >= 0x24EB && c <= 0x24F4) {
      return c - 0x24EB + 11;
    }
    if (c >= 0x24F5 && c <= 0x24FE) {
      return c - 0x24F5 + 1;
    }
    if (c >= 0x2776 && c <= 0x2793) {
      return (c - 0x2776) % 10 + 1;
    }
    return c == 0x24FF || c == 0x1F10B || c == 0x1F10C ? 0 : -1;
  }
}
