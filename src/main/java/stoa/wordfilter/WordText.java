package stoa.wordfilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Folding;
import stoa.wordfilter.match.Word;
import stoa.wordfilter.match.WordMatcher;

/**
 * Lists of words as text, a word a line, in the form that Discuz! imports and exports: {@code
 * word=replacement}, {@code word={BANNED}}, {@code word={MOD}}; {@code word={FLAG}} is ours.
 */
final class WordText {
  static final int LONGEST = 100;

  private WordText() {}

  /**
   * What was read.
   *
   * @param bad lines that hold nothing to look for
   */
  record Read(List<Word> words, List<String> bad) {
    Read {
      words = List.copyOf(words);
      bad = List.copyOf(bad);
    }
  }

  /** A word alone, and every word's category and board, are as in {@code like}. */
  static Read read(String text, Word like, Folding folding) {
    var words = new ArrayList<Word>();
    var bad = new ArrayList<String>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var word = word(line, like);
      if (fits(word.text(), folding)) {
        words.add(word);
      } else {
        bad.add(line);
      }
    }
    return new Read(words, bad);
  }

  static boolean fits(String word, Folding folding) {
    return word.codePointCount(0, word.length()) <= LONGEST
        && WordMatcher.fold(folding, word).length() > 0;
  }

  private static Word word(String line, Word like) {
    int equals = line.indexOf('=');
    if (equals <= 0) {
      return made(line, like.action(), like, like.replacement());
    }
    String text = line.substring(0, equals).strip();
    String right = line.substring(equals + 1).strip();
    return marked(right)
        .map(action -> made(text, action, like, ""))
        .orElseGet(() -> made(text, Action.REPLACE, like, right));
  }

  private static Word made(String text, Action action, Word like, String replacement) {
    return new Word(0, text, action, like.category(), like.boardId(), replacement, like.message());
  }

  private static Optional<Action> marked(String right) {
    @Nullable Action action =
        switch (right.toUpperCase(Locale.ROOT)) {
          case "{BANNED}" -> Action.REJECT;
          case "{MOD}" -> Action.HOLD;
          case "{FLAG}" -> Action.FLAG;
          default -> null;
        };
    return Optional.ofNullable(action);
  }

  static String written(List<Word> words) {
    var out = new StringBuilder();
    for (Word word : words) {
      out.append(word.text()).append('=').append(right(word)).append('\n');
    }
    return out.toString();
  }

  private static String right(Word word) {
    return switch (word.action()) {
      case REJECT -> "{BANNED}";
      case HOLD -> "{MOD}";
      case FLAG -> "{FLAG}";
      case REPLACE -> word.replacement();
    };
  }
}
