package stoa.wordfilter.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All watched and allowed words at one moment. Immutable: a change of the lists makes a new one,
 * beside the one at work.
 */
public final class WordMatcher {
  /** A text with more hits is not read to its end: it is full of them. */
  private static final int MOST_HITS = 1000;

  private final Folding folding;
  private final Automaton automaton;
  private final List<List<Pattern>> patterns;
  private final boolean watchesNothing;

  /** Of each, whether a word that goes on after it may have it. */
  private final BitSet open = new BitSet();

  /**
   * @param allowed an allowed word overrides what is watched within it
   */
  public WordMatcher(Folding folding, List<Word> words, List<String> allowed) {
    this.folding = folding;
    this.watchesNothing = words.isEmpty();
    var byKey = new HashMap<Key, List<Pattern>>();
    words.forEach(word -> add(byKey, word, word.text()));
    allowed.forEach(text -> add(byKey, null, text));
    var keys = new ArrayList<>(byKey.keySet());
    keys.sort(Comparator.comparing(Key::codes, Arrays::compare));
    this.automaton = new Automaton(keys.stream().map(Key::codes).toList());
    this.patterns = keys.stream().map(key -> List.copyOf(byKey.get(key))).toList();
    for (int i = 0; i < patterns.size(); i++) {
      open.set(i, patterns.get(i).stream().anyMatch(Pattern::openRight));
    }
  }

  /** Characters as a map's key. */
  private record Key(String text) {
    static Key of(Folded folded) {
      int[] codes = folded.codes();
      return new Key(new String(codes, 0, codes.length));
    }

    int[] codes() {
      return text.codePoints().toArray();
    }
  }

  private void add(Map<Key, List<Pattern>> byKey, @Nullable Word word, String text) {
    Folded folded = fold(folding, text);
    if (folded.length() == 0) {
      return;
    }
    var forms = new ArrayList<Folded>(List.of(folded));
    if (folded.hasRuns()) {
      forms.add(folded.spread()); // so that "a s s" is found too, whose s are no run
    }
    for (Folded form : forms) {
      var pattern = new Pattern(word, form, text.startsWith("*"), text.endsWith("*"));
      byKey.computeIfAbsent(Key.of(form), _ -> new ArrayList<>(1)).add(pattern);
    }
  }

  /** Whether it finds nothing in any text. */
  public boolean watchesNothing() {
    return watchesNothing;
  }

  /** A word without the asterisks at its ends, folded; empty where there is nothing to look for. */
  public static Folded fold(Folding folding, String word) {
    return folding.fold(word.replaceAll("^\\*+|\\*+$", ""));
  }

  /** What the automaton's arrays take, in bytes; the words themselves come on top. */
  public long bytes() {
    return automaton.bytes();
  }

  int states() {
    return automaton.states();
  }

  public Folded fold(String text) {
    return folding.fold(text);
  }

  /** Every watched word in the text that no allowed one covers, in the order of their ends. */
  public List<Hit> hits(String text) {
    return hits(folding.fold(text));
  }

  public List<Hit> hits(Folded text) {
    var found = new ArrayList<Findings>();
    int state = Automaton.ROOT;
    for (int i = 0; i < text.length() && found.size() < MOST_HITS; i++) {
      state = automaton.next(text.gap(i) == Separator.BREAK ? Automaton.ROOT : state, text.code(i));
      int end = automaton.ending(state);
      // Most of what ends here ends within a longer word: seen once for all of them.
      boolean bounded = end != 0 && Pattern.boundedRight(text, i);
      for (; end != 0; end = automaton.nextEnding(end)) {
        int pattern = automaton.pattern(end);
        if (bounded || open.get(pattern)) {
          read(text, i, patterns.get(pattern), found);
        }
      }
    }
    return withoutAllowed(text, found);
  }

  /** A pattern that people would read from one folded character to another. */
  private record Findings(Pattern pattern, int from, int to) {
    boolean covers(Findings other) {
      return from <= other.from && to >= other.to;
    }
  }

  private static void read(Folded text, int end, List<Pattern> ending, List<Findings> found) {
    for (Pattern pattern : ending) {
      int from = end - pattern.length() + 1;
      if (pattern.readAt(text, from)) {
        found.add(new Findings(pattern, from, end));
      }
    }
  }

  private static List<Hit> withoutAllowed(Folded text, List<Findings> found) {
    var allowed = found.stream().filter(one -> one.pattern().word() == null).toList();
    var hits = new ArrayList<Hit>();
    var seen = new HashSet<Hit>();
    for (Findings one : found) {
      Word word = one.pattern().word();
      if (word == null || allowed.stream().anyMatch(cover -> cover.covers(one))) {
        continue;
      }
      var hit = new Hit(word, text.start(one.from()), text.end(one.to()));
      if (seen.add(hit)) {
        hits.add(hit);
      }
    }
    return hits;
  }
}
