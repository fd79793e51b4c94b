package stoa.search.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds what the phrases of a query cost. To find a phrase, all places of each of its terms in a
 * post are gone through, once for each time that the phrase has the term; so a word without end,
 * sought in posts of that word without end, would take seconds. Over all phrases of a query a term
 * is followed {@link #TIMES} times; the terms after that are looked for wherever they stand.
 */
final class PhraseBudget {
  /** More than a sentence that means something has of any word. */
  static final int TIMES = 8;

  private final Map<String, Integer> spent = new HashMap<>();

  /** What must be there: as much of it in a row as can be paid for. */
  Match bounded(Match match) {
    return switch (match) {
      case Match.Term one -> one;
      case Match.Phrase row -> phrase(row);
      case Match.MostOf most -> new Match.MostOf(most.terms(), affordable(most.row()));
      case Match.AllOf each -> new Match.AllOf(each.parts().stream().map(this::bounded).toList());
      case Match.AnyOf some -> new Match.AnyOf(some.parts().stream().map(this::bounded).toList());
    };
  }

  /** Whether it can be left out: less of it than was said would leave out more. */
  boolean covers(Match match) {
    return switch (match) {
      case Match.Term _, Match.MostOf _ -> true;
      case Match.Phrase row -> affordable(row.terms()).size() == row.terms().size();
      case Match.AllOf each -> each.parts().stream().allMatch(this::covers);
      case Match.AnyOf some -> some.parts().stream().allMatch(this::covers);
    };
  }

  private Match phrase(Match.Phrase phrase) {
    var row = affordable(phrase.terms());
    if (row.size() == phrase.terms().size()) {
      return phrase;
    }
    var parts = new ArrayList<Match>();
    if (row.size() > 1) {
      parts.add(new Match.Phrase(row));
    }
    phrase.terms().stream()
        .distinct()
        .filter(term -> row.size() == 1 || !row.contains(term))
        .forEach(term -> parts.add(new Match.Term(term, false)));
    return parts.size() == 1 ? parts.getFirst() : new Match.AllOf(parts);
  }

  /** The terms up to the first that was followed often enough. */
  private List<String> affordable(List<String> terms) {
    int length = 0;
    while (length < terms.size() && spent.merge(terms.get(length), 1, Integer::sum) <= TIMES) {
      length++;
    }
    return terms.subList(0, length);
  }
}
