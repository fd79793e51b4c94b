package stoa.search.analysis;

import java.util.List;
import java.util.Set;
import stoa.base.text.CharacterFolds;

/**
 * From text to tokens, for whichever index: both get what comes out here and analyse nothing
 * themselves, so that they cannot differ.
 *
 * <p>Scripts without spaces become overlapping pairs, so that every word of two characters is found
 * whatever stands around it; a dictionary would miss the words that it does not have. Single
 * characters are kept apart, for the rare query of one. Words are stemmed as English (Porter2),
 * which leaves most others alone. Tokens are numbered as they follow each other: a phrase is found
 * where its tokens stand in a row. Beside the row stand emoji, and the parts of a word with a
 * hyphen as one word.
 */
public final class ForumAnalyzer {
  /** Grows with what comes out: an index that was made by another one is made anew. */
  public static final int VERSION = 2;

  private final CharacterFolds folds;
  private final Stems stems = new Stems();

  public ForumAnalyzer(CharacterFolds folds) {
    this.folds = folds;
  }

  /** The tokens in the order of their ends; the single characters among the others. */
  public List<Token> tokens(String text) {
    return new Tokenizer(Folded.of(text, folds), stems, TermSet.ALL).tokens();
  }

  /** Those of {@link #tokens} that are among these terms. */
  public List<Token> tokens(String text, Set<String> terms) {
    return terms.isEmpty()
        ? List.of()
        : new Tokenizer(Folded.of(text, folds), stems, TermSet.of(terms)).tokens();
  }
}
