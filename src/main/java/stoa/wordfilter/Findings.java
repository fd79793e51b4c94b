package stoa.wordfilter;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Hit;

/**
 * What was found in one text of somebody.
 *
 * @param version of the lists by which it was found
 */
record Findings(long boardId, @Nullable Long authorId, long version, Instant at, List<Line> lines) {
  /** Around a hit, in chars. */
  private static final int AROUND = 40;

  private static final int LONGEST = 240;

  Findings {
    lines = List.copyOf(lines);
  }

  /**
   * @param excerpt the hit as it was written, with a little of what stood around it
   */
  record Line(Hit hit, boolean inTitle, String excerpt) {
    static Line of(Hit hit, boolean inTitle, String text) {
      int from = Math.max(0, hit.start() - AROUND);
      int to = Math.min(text.length(), Math.min(hit.end() + AROUND, from + LONGEST));
      String excerpt = text.substring(whole(text, from), whole(text, to));
      return new Line(hit, inTitle, excerpt.replaceAll("\\s+", " "));
    }

    /** Never between the halves of a pair. */
    private static int whole(String text, int at) {
      boolean within =
          at > 0
              && at < text.length()
              && Character.isLowSurrogate(text.charAt(at))
              && Character.isHighSurrogate(text.charAt(at - 1));
      return within ? at - 1 : at;
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The lines of other words. */
  Findings without(Set<String> words) {
    var others = lines.stream().filter(line -> !words.contains(line.hit().word().text())).toList();
    return new Findings(boardId, authorId, version, at, others);
  }

  Action worst() {
    return lines.stream()
        .map(line -> line.hit().word().action())
        .max(Action::compareTo)
        .orElseThrow();
  }

  /** The first line with that action. */
  Line first(Action action) {
    return lines.stream()
        .filter(line -> line.hit().word().action() == action)
        .findFirst()
        .orElseThrow();
  }
}
