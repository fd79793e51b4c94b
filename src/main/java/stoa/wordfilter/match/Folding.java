package stoa.wordfilter.match;

import stoa.base.text.CharacterFolds;

/**
 * Folds texts, and the words that are looked for in them, in the same way. Linear in the text's
 * length.
 */
public final class Folding {
  /**
   * How many signs may stand between two characters of a word. Readers still join 赌*****博; ten
   * characters apart they read two words.
   */
  public static final int MOST_SKIPPED = 6;

  private final CharacterFolds folds;
  private final Shapes shapes;

  public Folding(CharacterFolds folds) {
    this.folds = folds;
    this.shapes = new Shapes(folds);
  }

  Folded fold(String text) {
    return new Pass(text).run();
  }

  /** One text on its way. */
  private final class Pass {
    private final String text;
    private final Folded.Builder out;
    private int skipped;
    private boolean space;
    private boolean weak;
    private boolean symbol;

    Pass(String text) {
      this.text = text;
      this.out = new Folded.Builder(text.length());
    }

    Folded run() {
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        int end = i + Character.charCount(c);
        int tag = c == '[' || c == '<' ? BbTags.end(text, i) : i;
        if (tag > i) {
          skip(CharClass.SYMBOL);
          end = tag;
        } else {
          take(c, i, end);
        }
        i = end;
      }
      return out.built();
    }

    private void take(int c, int start, int end) {
      int shape = shapes.of(c);
      if (shape != Shapes.SEVERAL) {
        take(Shapes.code(shape), Shapes.sort(shape), start, end);
        return;
      }
      for (int part : shapes.parts(c)) {
        take(Shapes.code(part), Shapes.sort(part), start, end);
      }
    }

    private void take(int code, CharClass sort, int start, int end) {
      if (sort.isContent()) {
        content(code, sort, start, end);
      } else {
        skip(sort);
      }
    }

    private void skip(CharClass sort) {
      switch (sort) {
        case SPACE -> {
          skipped += space ? 0 : 1; // a run of spaces is one to the reader
          space = true;
        }
        case WEAK -> {
          skipped++;
          weak = true;
        }
        case SYMBOL -> {
          skipped++;
          symbol = true;
        }
        case INVISIBLE, LETTER, DIGIT, NUMERAL, OTHER -> {}
      }
    }

    private void content(int code, CharClass sort, int start, int end) {
      Separator gap = gap(sort);
      int joined = joined(code, sort, gap);
      if (gap == Separator.NONE && out.lastCode() == code && kin(out.lastSort(), sort)) {
        out.repeat(sort, end);
      } else if (joined != 0) {
        out.become(joined, end);
      } else {
        out.add(code, sort, gap, start, end);
      }
      skipped = 0;
      space = false;
      weak = false;
      symbol = false;
    }

    /** Two ones and the Chinese numeral are not one run. */
    private static boolean kin(CharClass one, CharClass other) {
      return one == other || (one != CharClass.NUMERAL && other != CharClass.NUMERAL);
    }

    private int joined(int code, CharClass sort, Separator gap) {
      boolean possible =
          (gap == Separator.NONE || gap == Separator.SYMBOL) && sort != CharClass.LETTER;
      return possible ? folds.joined(out.lastCode(), code) : 0;
    }

    private Separator gap(CharClass next) {
      if (out.isEmpty() || skipped > MOST_SKIPPED) {
        return Separator.BREAK;
      }
      if (weak || (space && bounded(out.lastSort()) && bounded(next))) {
        return Separator.WEAK;
      }
      return space || symbol ? Separator.SYMBOL : Separator.NONE;
    }

    private static boolean bounded(CharClass sort) {
      return sort == CharClass.LETTER || sort == CharClass.DIGIT;
    }
  }
}
