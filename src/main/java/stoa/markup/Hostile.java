package stoa.markup;

/**
 * Finds sources that would cost the parser or the reader's browser far more than their length: the
 * classes of CommonMark's pathological tests, cut where honest texts do not come near.
 */
final class Hostile {
  /** Blocks within blocks. */
  static final int DEEPEST = 50;

  /** Inline delimiters in one paragraph; the parser's time grows with their square. */
  private static final int DELIMITERS = 2_000;

  /** Cells that a table fills up to its header's width: 30,000 characters can ask for millions. */
  private static final long CELLS = 10_000;

  /** A definition is written out at each reference to it. */
  private static final long EXPANSION = 20_000_000;

  private Hostile() {}

  static boolean is(String source) {
    return blockIsHostile(source) || expands(source);
  }

  private static boolean blockIsHostile(String source) {
    int delimiters = 0;
    int widest = 0;
    int pipes = 0;
    int lines = 0;
    boolean blank = true;
    for (int i = 0; i <= source.length(); i++) {
      char c = i == source.length() ? '\n' : source.charAt(i);
      if (c == '\n') {
        widest = Math.max(widest, pipes);
        lines++;
        if (blank) {
          delimiters = 0;
          widest = 0;
          lines = 0;
        } else if ((long) widest * lines > CELLS) {
          return true;
        }
        pipes = 0;
        blank = true;
        continue;
      }
      blank &= c == ' ' || c == '\t';
      pipes += c == '|' ? 1 : 0;
      delimiters += "*_[]!~`<&\\".indexOf(c) >= 0 ? 1 : 0;
      if (delimiters > DELIMITERS) {
        return true;
      }
    }
    return false;
  }

  private static boolean expands(String source) {
    boolean defines = source.contains("]:");
    long references = defines ? source.chars().filter(c -> c == '[').count() : 0;
    return references * source.length() > EXPANSION;
  }
}
