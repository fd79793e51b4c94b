package stoa.base.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Which characters stand for which: traditional for simplified ones, letters for those that look
 * the same, pieces for the character that they are split from. The tables come from Unicode's CLDR
 * and UTS #39 by {@code src/folds/GenerateFolds.java}; the split characters are our own list.
 * Immutable; load it once.
 */
public final class CharacterFolds {
  private final CodePointTable simplified = new CodePointTable();
  private final CodePointTable lookalikes = new CodePointTable();
  private final Map<Integer, Map<Integer, Integer>> splits = new HashMap<>();

  private CharacterFolds() {}

  /**
   * @throws IllegalStateException where the jar lacks a table
   */
  public static CharacterFolds load() {
    var folds = new CharacterFolds();
    read("simplified.txt", (to, from) -> folds.simplified.put(from, to));
    read("lookalikes.txt", (to, from) -> folds.lookalikes.put(from, to));
    readSplits(folds);
    return folds;
  }

  /** The simplified form of a Han character; any other code point, and one without, as it is. */
  public int simplified(int codePoint) {
    int to = simplified.get(codePoint);
    return to == 0 ? codePoint : to;
  }

  /** A text with every Han character simplified, one for one: it keeps its length in characters. */
  public String simplified(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().map(this::simplified).forEach(out::appendCodePoint);
    return out.toString();
  }

  /** The ASCII letter, in lower case, that a Greek, Cyrillic or other letter passes for. */
  public int lookalike(int codePoint) {
    int to = lookalikes.get(codePoint);
    return to == 0 ? codePoint : to;
  }

  /** The character of which these two are the left and the right part; 0 where there is none. */
  public int joined(int left, int right) {
    var parts = splits.get(left);
    return parts == null ? 0 : parts.getOrDefault(right, 0);
  }

  private interface Pair {
    void put(int to, int from);
  }

  private static void read(String name, Pair pair) {
    for (String line : lines(name)) {
      int to = line.codePointAt(0);
      line.substring(line.indexOf(' ') + 1).codePoints().forEach(from -> pair.put(to, from));
    }
  }

  /** A line is the left part, then pairs of a right part and the whole. */
  private static void readSplits(CharacterFolds folds) {
    for (String line : lines("split.txt")) {
      var parts = new HashMap<Integer, Integer>();
      String[] pairs = line.split(" ");
      for (int i = 1; i < pairs.length; i++) {
        int[] pair = pairs[i].codePoints().toArray();
        parts.put(pair[0], pair[1]);
      }
      folds.splits.put(line.codePointAt(0), parts);
    }
  }

  private static Iterable<String> lines(String name) {
    var in = CharacterFolds.class.getResourceAsStream("/text/" + name);
    if (in == null) {
      throw new IllegalStateException("the jar lacks /text/" + name);
    }
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
