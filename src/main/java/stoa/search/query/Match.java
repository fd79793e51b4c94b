package stoa.search.query;

import java.util.List;
import java.util.stream.Stream;
import stoa.search.analysis.ForumAnalyzer;

/** What must be found in a title or a text, in the terms of {@link ForumAnalyzer}. */
public sealed interface Match {
  /**
   * One term.
   *
   * @param single whether it is a single character of a script without spaces
   */
  record Term(String term, boolean single) implements Match {}

  /** Terms that follow each other. */
  record Phrase(List<String> terms) implements Match {
    public Phrase {
      terms = List.copyOf(terms);
    }
  }

  /**
   * At least {@link #least} of the terms, and rather all of them in a row: a long run of Chinese is
   * a sentence of several words, and their order is not what is searched for.
   *
   * @param terms that differ
   * @param row as they follow each other, or as many of them as are ranked by; empty where none are
   */
  record MostOf(List<String> terms, List<String> row) implements Match {
    public MostOf {
      terms = List.copyOf(terms);
      row = List.copyOf(row);
    }

    MostOf(List<String> row) {
      this(row.stream().distinct().toList(), row);
    }

    /** Two thirds; of four pairs three. */
    public int least() {
      return Math.ceilDiv(terms.size() * 2, 3);
    }
  }

  /** Each of them, wherever. */
  record AllOf(List<Match> parts) implements Match {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** One of them. */
  record AnyOf(List<Match> parts) implements Match {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /** The terms in it, to be marked in what is found. */
  default Stream<String> marked() {
    return switch (this) {
      case Term one -> Stream.of(one.term());
      case Phrase row -> row.terms().stream();
      case MostOf most -> most.terms().stream();
      case AllOf each -> each.parts().stream().flatMap(Match::marked);
      case AnyOf some -> some.parts().stream().flatMap(Match::marked);
    };
  }
}
