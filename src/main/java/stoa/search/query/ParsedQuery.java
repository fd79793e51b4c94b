package stoa.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A visitor's line, read: what it looks for, and the names in it that are not yet looked up. */
public record ParsedQuery(
    List<Clause> all,
    List<Clause> none,
    List<Named> names,
    @Nullable Instant after,
    @Nullable Instant before) {
  public ParsedQuery {
    all = List.copyOf(all);
    none = List.copyOf(none);
    names = List.copyOf(names);
  }

  /** {@code author:name}, {@code board:slug}, {@code -tag:name}. */
  public record Named(Filter.Field field, String name, boolean without) {}

  /** Nothing to look for: a line of punctuation, say. */
  public boolean isEmpty() {
    return all.isEmpty() && none.isEmpty() && names.isEmpty() && after == null && before == null;
  }

  /** Whether there are words to rank by. */
  public boolean hasWords() {
    return !all.isEmpty();
  }

  /** The terms to mark in what is found. */
  public Set<String> terms() {
    return all.stream().flatMap(clause -> clause.match().marked()).collect(Collectors.toSet());
  }
}
