package stoa.wordfilter.match;

import java.util.Arrays;

/**
 * A text as the matcher reads it: its characters without their shapes, runs of one character
 * collapsed, and for each where it stands in the original.
 */
public final class Folded {
  private final int[] codes;
  private final int[] starts;
  private final int[] ends;
  private final byte[] sorts;
  private final byte[] gaps;
  private final byte[] runs;
  private final int length;

  private Folded(Builder from) {
    this.codes = from.codes;
    this.starts = from.starts;
    this.ends = from.ends;
    this.sorts = from.sorts;
    this.gaps = from.gaps;
    this.runs = from.runs;
    this.length = from.length;
  }

  public int length() {
    return length;
  }

  int code(int i) {
    return codes[i];
  }

  /** Where the character begins in the original, in chars. */
  int start(int i) {
    return starts[i];
  }

  /** Where it ends there; of a run the last one's end. */
  int end(int i) {
    return ends[i];
  }

  CharClass sort(int i) {
    return CharClass.of(sorts[i]);
  }

  Separator gap(int i) {
    return Separator.of(gaps[i]);
  }

  /** How often it stands there in a row, 1 to 127. */
  int run(int i) {
    return runs[i];
  }

  /** The folded characters; runs stand once. */
  int[] codes() {
    return Arrays.copyOf(codes, length);
  }

  boolean hasRuns() {
    for (int i = 0; i < length; i++) {
      if (runs[i] > 1) {
        return true;
      }
    }
    return false;
  }

  /** The same with each run character by character. */
  Folded spread() {
    var out = new Builder(length * 2);
    for (int i = 0; i < length; i++) {
      out.add(codes[i], sort(i), gap(i), starts[i], ends[i]);
      for (int again = 1; again < runs[i]; again++) {
        out.add(codes[i], sort(i), Separator.NONE, starts[i], ends[i]);
      }
    }
    return out.built();
  }

  /** For people: gaps are spaces. */
  public String shown() {
    var out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      if (i > 0 && gap(i) != Separator.NONE) {
        out.append(gap(i) == Separator.BREAK ? " ¦ " : " ");
      }
      out.appendCodePoint(codes[i]);
    }
    return out.toString();
  }

  /** Grows as a text is read. */
  static final class Builder {
    private int[] codes;
    private int[] starts;
    private int[] ends;
    private byte[] sorts;
    private byte[] gaps;
    private byte[] runs;
    private int length;

    Builder(int expected) {
      codes = new int[expected];
      starts = new int[expected];
      ends = new int[expected];
      sorts = new byte[expected];
      gaps = new byte[expected];
      runs = new byte[expected];
    }

    boolean isEmpty() {
      return length == 0;
    }

    int lastCode() {
      return codes[length - 1];
    }

    CharClass lastSort() {
      return CharClass.of(sorts[length - 1]);
    }

    void add(int code, CharClass sort, Separator gap, int start, int end) {
      if (length == codes.length) {
        grow();
      }
      codes[length] = code;
      sorts[length] = sort.number();
      gaps[length] = gap.number();
      runs[length] = 1;
      starts[length] = start;
      ends[length++] = end;
    }

    /** The last character once more. A run is written by letters as soon as one of them is. */
    void repeat(CharClass sort, int end) {
      int last = length - 1;
      runs[last] = (byte) Math.min(Byte.MAX_VALUE, runs[last] + 1);
      sorts[last] = (byte) Math.min(sorts[last], sort.number());
      ends[last] = end;
    }

    /** The last character was the left part of this one. */
    void become(int code, int end) {
      codes[length - 1] = code;
      ends[length - 1] = end;
    }

    private void grow() {
      int more = Math.max(16, length * 2);
      codes = Arrays.copyOf(codes, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      sorts = Arrays.copyOf(sorts, more);
      gaps = Arrays.copyOf(gaps, more);
      runs = Arrays.copyOf(runs, more);
    }

    Folded built() {
      return new Folded(this);
    }
  }
}
