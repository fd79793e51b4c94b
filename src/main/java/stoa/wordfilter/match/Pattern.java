package stoa.wordfilter.match;

import org.jspecify.annotations.Nullable;

/**
 * A word as the automaton knows it, and the second look at each place where the automaton found it:
 * collapsing runs and letting digits stand for letters finds more than anybody would read there.
 *
 * @param word null where the word is an allowed one
 */
record Pattern(@Nullable Word word, Folded folded, boolean openLeft, boolean openRight) {

  int length() {
    return folded.length();
  }

  /** Whether people would read the word where {@code text} has its characters, from that one on. */
  boolean readAt(Folded text, int from) {
    // The ends first: most of what is found lies within longer words.
    return (openLeft || boundedLeft(text, from))
        && (openRight || boundedRight(text, from + length() - 1))
        && runsFit(text, from)
        && sortsFit(text, from)
        && gapsFit(text, from);
  }

  /** "asss" has the word "ass", "as" has not; of a number each digit counts. */
  private boolean runsFit(Folded text, int from) {
    for (int i = 0; i < length(); i++) {
      int written = text.run(from + i);
      boolean number = folded.sort(i) == CharClass.DIGIT && written != folded.run(i);
      if (number || written < folded.run(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A letter may be written by a digit and a digit by a letter or a numeral, but not the whole
   * word: 1011 is no "loli", and no 六四 is meant by 64.
   */
  private boolean sortsFit(Folded text, int from) {
    boolean same = false;
    boolean mixed = false;
    for (int i = 0; i < length(); i++) {
      CharClass wanted = folded.sort(i);
      CharClass written = text.sort(from + i);
      if (wanted == written || (wanted == CharClass.DIGIT && written == CharClass.NUMERAL)) {
        same = true;
      } else if (wanted != CharClass.OTHER
          && wanted.number() + written.number() != LETTER_NUMERAL) {
        mixed = true;
      } else {
        return false;
      }
    }
    return same || !mixed;
  }

  /** Only 一 and l, or 〇 and o, never pass for each other. */
  private static final int LETTER_NUMERAL = CharClass.LETTER.number() + CharClass.NUMERAL.number();

  private boolean gapsFit(Folded text, int from) {
    boolean weak = false;
    boolean closed = false;
    for (int i = 1; i < length(); i++) {
      if (folded.gap(i) != Separator.NONE) {
        continue; // the word itself has a space here
      }
      switch (text.gap(from + i)) {
        case NONE -> closed = true;
        case SYMBOL -> {}
        case WEAK -> weak = true;
        case BREAK -> {
          return false;
        }
      }
    }
    return !weak || (!closed && (length() > 2 || standsAlone(text, from)));
  }

  /** 赌，博 by itself, not in 不要赌，博士说; of letters two are too few in any case. */
  private boolean standsAlone(Folded text, int from) {
    int after = from + length();
    return folded.sort(0) == CharClass.OTHER
        && text.gap(from) != Separator.NONE
        && (after == text.length() || text.gap(after) != Separator.NONE);
  }

  private static boolean boundedLeft(Folded text, int at) {
    return at == 0
        || text.gap(at) != Separator.NONE
        || bounded(text.sort(at), text.code(at - 1), text.sort(at - 1));
  }

  /** Whether a word can end with that character of the text. */
  static boolean boundedRight(Folded text, int at) {
    return at + 1 == text.length()
        || text.gap(at + 1) != Separator.NONE
        || bounded(text.sort(at), text.code(at + 1), text.sort(at + 1));
  }

  /** Whether a word may end between a character of that sort and its neighbour. */
  private static boolean bounded(CharClass inner, int neighbour, CharClass outer) {
    return switch (inner) {
      // c1ass is class: a digit that passes for a letter goes on with the word, 2 to 9 end it.
      case LETTER -> outer != CharClass.LETTER && !(outer == CharClass.DIGIT && neighbour > '9');
      case DIGIT -> outer != CharClass.DIGIT;
      default -> true;
    };
  }
}
