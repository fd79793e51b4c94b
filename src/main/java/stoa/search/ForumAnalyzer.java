package stoa.search;

import java.util.ArrayList;
import java.util.List;
import org.tartarus.snowball.ext.EnglishStemmer;
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

  ForumAnalyzer(CharacterFolds folds) {
    this.folds = folds;
  }

  /** The tokens in the order of their ends; the single characters among the others. */
  List<Token> tokens(String text) {
    return new Run(Folded.of(text, folds)).tokens();
  }

  private enum Script {
    NONE,
    WORD,
    /** Written without spaces between its words. */
    PAIRED
  }

  private static Script script(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c) ? Script.WORD : Script.NONE;
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
    private final EnglishStemmer stemmer = new EnglishStemmer();
    private final List<Token> tokens = new ArrayList<>();

    Run(Folded text) {
      this.text = text;
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
      var term = new StringBuilder();
      for (int i = from; i < to && term.length() < LONGEST_WORD; i++) {
        int c = text.codePoint(i);
        term.appendCodePoint(isApostrophe(c) ? '\'' : c);
      }
      add(stemmed(term.toString()), from, to, Shape.WORD);
      return to;
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

    private String stemmed(String word) {
      boolean english = word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '\'');
      if (!english || word.length() < SHORTEST_STEMMED) {
        return word;
      }
      stemmer.setCurrent(word);
      stemmer.stem();
      return stemmer.getCurrent();
    }

    private int pairs(int from) {
      int to = from + 1;
      while (to < text.length() && script(text.codePoint(to)) == Script.PAIRED) {
        to++;
      }
      if (to == from + 1) {
        add(Character.toString(text.codePoint(from)), from, to, Shape.LONE);
        return to;
      }
      for (int i = from; i < to; i++) {
        add(Character.toString(text.codePoint(i)), i, i + 1, Shape.CHARACTER);
        if (i > from) {
          int[] both = {text.codePoint(i - 1), text.codePoint(i)};
          add(new String(both, 0, 2), i - 1, i + 1, Shape.PAIR);
        }
      }
      return to;
    }

    private void add(String term, int from, int to, Shape shape) {
      tokens.add(new Token(term, text.start(from), text.end(to - 1), shape));
    }
  }
}
