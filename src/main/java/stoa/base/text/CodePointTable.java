package stoa.base.text;

/**
 * A value for some of the code points, in pages of 256, so that a lookup is two array reads and
 * what nobody writes takes no room.
 */
final class CodePointTable {
  private final int[][] pages = new int[(Character.MAX_CODE_POINT + 1) >> 8][];

  void put(int codePoint, int value) {
    int page = codePoint >> 8;
    if (pages[page] == null) {
      pages[page] = new int[256];
    }
    pages[page][codePoint & 0xFF] = value;
  }

  /** The value of that code point; 0 where it has none. */
  int get(int codePoint) {
    int[] page = pages[codePoint >> 8];
    return page == null ? 0 : page[codePoint & 0xFF];
  }
}
