package stoa.base.config;

import java.util.Comparator;
import java.util.List;

/** Finds what somebody who mistyped a key may have meant, by Levenshtein's distance. */
final class Nearest {
  private Nearest() {}

  static String to(String typed, List<String> known) {
    return known.stream().min(Comparator.comparingInt(key -> distance(typed, key))).orElseThrow();
  }

  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
