package stoa.wordfilter.match;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The characters of some patterns, numbered from 1, the most frequent first: that packs best. */
final class Alphabet {
  private final int size;
  private final char[][] pages = new char[(Character.MAX_CODE_POINT + 1) >> 8][];

  /**
   * @throws IllegalArgumentException above 65,535 different characters
   */
  Alphabet(List<int[]> patterns) {
    var counts = new HashMap<Integer, Integer>();
    for (int[] pattern : patterns) {
      for (int c : pattern) {
        counts.merge(c, 1, Integer::sum);
      }
    }
    if (counts.size() > Character.MAX_VALUE) {
      throw new IllegalArgumentException("too many different characters: " + counts.size());
    }
    this.size = counts.size();
    int next = 1;
    for (var entry : byCount(counts)) {
      put(entry.getKey(), next++);
    }
  }

  private static List<Map.Entry<Integer, Integer>> byCount(Map<Integer, Integer> counts) {
    Comparator<Map.Entry<Integer, Integer>> most =
        Comparator.comparingInt(entry -> -entry.getValue());
    return counts.entrySet().stream().sorted(most.thenComparing(Map.Entry::getKey)).toList();
  }

  private void put(int c, int code) {
    if (pages[c >> 8] == null) {
      pages[c >> 8] = new char[256];
    }
    pages[c >> 8][c & 0xFF] = (char) code;
  }

  /** The highest number. */
  int size() {
    return size;
  }

  /** 0 for a character that is in none. */
  int code(int c) {
    char[] page = pages[c >> 8];
    return page == null ? 0 : page[c & 0xFF];
  }

  long bytes() {
    long used = java.util.Arrays.stream(pages).filter(java.util.Objects::nonNull).count();
    return 4L * pages.length + used * 2 * 256;
  }
}
