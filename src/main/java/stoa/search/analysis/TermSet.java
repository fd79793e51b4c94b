package stoa.search.analysis;

import java.util.Set;

/**
 * The terms that somebody wants of a text. Most words are passed over by how they begin, before
 * their letters are gathered and stemmed: a stem begins as its word does.
 */
final class TermSet {
  static final TermSet ALL = new TermSet(Set.of(), -1L);

  private final Set<String> terms;

  /** A bit for each beginning, several of which share one. */
  private final long beginnings;

  private TermSet(Set<String> terms, long beginnings) {
    this.terms = terms;
    this.beginnings = beginnings;
  }

  static TermSet of(Set<String> terms) {
    long beginnings = 0;
    for (String term : terms) {
      beginnings |= 1L << (term.codePointAt(0) & 63);
    }
    return new TermSet(terms, beginnings);
  }

  boolean mayBegin(int codePoint) {
    return (beginnings & (1L << (codePoint & 63))) != 0;
  }

  boolean has(String term) {
    return terms.isEmpty() || terms.contains(term);
  }
}
