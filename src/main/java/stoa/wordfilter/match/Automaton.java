package stoa.wordfilter.match;

import java.util.Arrays;
import java.util.List;

/**
 * Finds any of many patterns in one walk over a text: Aho and Corasick, "Efficient string matching"
 * (CACM 18, 1975), over a double array after Aoe (IEEE TSE 15, 1989). A step is two array reads, a
 * failure one more; a state takes about 20 bytes. Immutable.
 *
 * <p>State {@code base[s] + code} follows s where {@code check} there says s. The codes are those
 * of the alphabet that occurs in the patterns, so that any other character leads back to the root.
 */
final class Automaton {
  static final int ROOT = 1;

  private final Alphabet alphabet;
  private final int[] base;
  private final int[] check;
  private final int[] fail;

  /** The pattern that ends in a state, plus one; 0 for none. */
  private final int[] ends;

  /** The next state on the way of failures in which a pattern ends; 0 for none. */
  private final int[] shorter;

  private final int states;

  /**
   * @param sorted the patterns, without an empty one and without doubles, ordered by {@link
   *     Arrays#compare(int[], int[])}
   */
  Automaton(List<int[]> sorted) {
    this.alphabet = new Alphabet(sorted);
    var built = new AutomatonBuilder(sorted, alphabet);
    this.states = built.states();
    this.base = built.base();
    this.check = built.check();
    this.fail = built.fail();
    this.ends = built.ends();
    this.shorter = shorter(built.order());
  }

  int states() {
    return states;
  }

  /** What its arrays take, in bytes. */
  long bytes() {
    return 5L * Integer.BYTES * base.length + alphabet.bytes();
  }

  /** The state after that character. */
  int next(int state, int character) {
    int code = alphabet.code(character);
    if (code == 0) {
      return ROOT;
    }
    int from = state;
    while (true) {
      int to = child(from, code);
      if (to != 0) {
        return to;
      }
      if (from == ROOT) {
        return ROOT;
      }
      from = fail[from];
    }
  }

  private int child(int state, int code) {
    int to = base[state] + code;
    return to < check.length && check[to] == state ? to : 0;
  }

  /** The first state with an end, from that one on over its failures; 0 for none. */
  int ending(int state) {
    return ends[state] != 0 ? state : shorter[state];
  }

  /** The next, shorter one after {@link #ending}. */
  int nextEnding(int state) {
    return shorter[state];
  }

  /** Which of the patterns ends in that state. */
  int pattern(int state) {
    return ends[state] - 1;
  }

  /** In the order of their depth, so that a failure's own link is there already. */
  private int[] shorter(int[] order) {
    var links = new int[base.length];
    for (int i = 0; i < states; i++) {
      int state = order[i];
      int to = fail[state];
      links[state] = to == 0 || to == state ? 0 : ends[to] != 0 ? to : links[to];
    }
    return links;
  }
}
