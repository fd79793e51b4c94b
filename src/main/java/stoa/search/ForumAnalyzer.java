package stoa.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stoa.base.text.CharacterFolds;
import stoa.search.Token.Shape;

/**
 * From text to tokens, for whichever index: both get what comes out here and analyse nothing
 * themselves, so that they cannot differ.
 *
 * <p>Scripts without spaces become overlapping pairs, so that every word of two characters is found
 * whatever stands around it; a dictionary would miss the words that it does not have. Single
 * characters are kept apart, for the rare query of one. Words are stemmed as English (Porter2),
 * which leaves most others alone. Tokens are numbered as they follow each other: a phrase is found
 * where its tokens stand in a row.
 */
final class ForumAnalyzer {
  /** Longer ones are keys and codes; who looks for one gives its beginning away anyway. */
  private static final int LONGEST_WORD = 64;

  private static final int SHORTEST_STEMMED = 3;

  private final CharacterFolds folds;
  private final Stems stems = new Stems();

  ForumAnalyzer(CharacterFolds folds) {
    this.folds = folds;
  }

  /** The tokens in the order of their ends; the single characters among the others. */
  List<Token> tokens(String text) {
    return new Run(Folded.of(text, folds), stems, TermSet.ALL).tokens();
  }

  /** Those of {@link #tokens} that are among these terms. */
  List<Token> tokens(String text, Set<String> terms) {
    return terms.isEmpty()
        ? List.of()
        : new Run(Folded.of(text, folds), stems, TermSet.of(terms)).tokens();
  }

  private enum Script {
    NONE,
    WORD,
    /** Written without spaces between its words. */
    PAIRED
  }

  private static Script script(int c) {
    if (c < 0x80) {
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      return word ? Script.WORD : Script.NONE;
    }
    if (c >= 0x4E00 && c <= 0x9FFF) {
      return Script.PAIRED;
    }
    if (c == 0x30FC) {
      return Script.PAIRED; // the long vowel of Katakana, which belongs to no script
    }
    boolean mark =
        switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
    if (!mark && !Character.isLetterOrDigit(c)) {
      return Script.NONE;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> Script.PAIRED;
      default -> Script.WORD;
    };
  }

  /** One text on its way. */
  private static final class Run {
    private final Folded text;
    private final Stems stems;
    private final TermSet sought;
    private final List<Token> tokens = new ArrayList<>();

    Run(Folded text, Stems stems, TermSet sought) {
      this.text = text;
      this.stems = stems;
      this.sought = sought;
    }

    List<Token> tokens() {
      for (int i = 0; i < text.length(); ) {
        i =
            switch (script(text.codePoint(i))) {
              case NONE -> i + 1;
              case WORD -> word(i);
              case PAIRED -> pairs(i);
            };
      }
      return tokens;
    }

    private int word(int from) {
      int to = from + 1;
      while (to < text.length() && goesOn(to)) {
        to++;
      }
      if (to == from + 1) {
        to = withSign(to);
      }
      if (sought.mayBegin(text.codePoint(from))) {
        add(term(from, to), from, to, Shape.WORD);
      }
      return to;
    }

    private String term(int from, int to) {
      var term = new StringBuilder(to - from);
      boolean english = true;
      for (int i = from; i < to && term.length() < LONGEST_WORD; i++) {
        int c = isApostrophe(text.codePoint(i)) ? '\'' : text.codePoint(i);
        english &= (c >= 'a' && c <= 'z') || c == '\'';
        term.appendCodePoint(c);
      }
      boolean stemmed = english && term.length() >= SHORTEST_STEMMED;
      return stemmed ? stems.of(term.toString()) : term.toString();
    }

    private boolean goesOn(int i) {
      return isWord(i) || (isApostrophe(text.codePoint(i)) && isWord(i + 1) && isWord(i - 1));
    }

    private boolean isWord(int i) {
      return i < text.length() && script(text.codePoint(i)) == Script.WORD;
    }

    private static boolean isApostrophe(int c) {
      return c == '\'' || c == 0x2019;
    }

    /** C++, C# and F# are other words than c and f. */
    private int withSign(int end) {
      int to = end;
      while (to < text.length() && to < end + 2 && isSign(text.codePoint(to))) {
        to++;
      }
      boolean language = to == end + 2 || (to == end + 1 && text.codePoint(end) == '#');
      return language && !isWord(to) ? to : end;
    }

    private static boolean isSign(int c) {
      return c == '+' || c == '#';
    }

    private int pairs(int from) {
      int to = from + 1;
      while (to < text.length() && script(text.codePoint(to)) == Script.PAIRED) {
        to++;
      }
      if (to == from + 1) {
        character(from, Shape.LONE);
        return to;
      }
      for (int i = from; i < to; i++) {
        character(i, Shape.CHARACTER);
        if (i > from && sought.mayBegin(text.codePoint(i - 1))) {
          var pair = new StringBuilder(2).appendCodePoint(text.codePoint(i - 1));
          add(pair.appendCodePoint(text.codePoint(i)).toString(), i - 1, i + 1, Shape.PAIR);
        }
      }
      return to;
    }

    private void character(int at, Shape shape) {
      if (sought.mayBegin(text.codePoint(at))) {
        add(Character.toString(text.codePoint(at)), at, at + 1, shape);
      }
    }

    private void add(String term, int from, int to, Shape shape) {
      if (sought.has(term)) {
        tokens.add(new Token(term, text.start(from), text.end(to - 1), shape));
      }
    }
  }
}
