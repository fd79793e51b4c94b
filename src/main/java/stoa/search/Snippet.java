package stoa.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import stoa.search.analysis.ForumAnalyzer;

/**
 * Marks what was looked for, and cuts out of a long text the piece that has most of it. It works on
 * the text as it is read for the page, with the analysis of the index: so both indexes give the
 * same, and neither can show what a viewer may not read.
 */
final class Snippet {
  /** Two or three lines. */
  private static final int LENGTH = 280;

  /** Of a long text so much is looked through: a page's worth costs a few milliseconds. */
  private static final int READ = 16_000;

  private final ForumAnalyzer analyzer;

  Snippet(ForumAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  private record Span(int start, int end, String term) {}

  /** The whole text, marked. */
  List<Highlight> marked(String text, Set<String> terms) {
    return parts(text, spans(text, terms), 0, text.length());
  }

  /** The best piece of it, marked. */
  List<Highlight> of(String text, Set<String> terms) {
    String read = text.length() <= READ ? text : text.substring(0, cutBefore(text, READ));
    var spans = spans(read, terms);
    int from = wordBefore(read, start(spans));
    int to = read.length() - from <= LENGTH ? read.length() : wordBefore(read, from + LENGTH);
    var parts = new ArrayList<Highlight>();
    if (from > 0) {
      parts.add(new Highlight("… ", false));
    }
    parts.addAll(parts(read, spans, from, to));
    if (to < text.length()) {
      parts.add(new Highlight(" …", false));
    }
    return parts;
  }

  private List<Span> spans(String text, Set<String> terms) {
    return analyzer.tokens(text, terms).stream()
        .map(token -> new Span(token.start(), token.end(), token.term()))
        .sorted(java.util.Comparator.comparingInt(Span::start))
        .toList();
  }

  /** Where the piece begins that has the most different terms, then the most of any. */
  private static int start(List<Span> spans) {
    int best = 0;
    int bestWorth = 0;
    var within = new HashMap<String, Integer>();
    int next = 0;
    for (int i = 0; i < spans.size(); i++) {
      int end = spans.get(i).start() + LENGTH;
      while (next < spans.size() && spans.get(next).end() <= end) {
        within.merge(spans.get(next).term(), 1, Integer::sum);
        next++;
      }
      int worth = within.size() * 2 * LENGTH + next - i;
      if (worth > bestWorth) {
        bestWorth = worth;
        best = spans.get(i).start();
      }
      if (next > i) {
        within.computeIfPresent(spans.get(i).term(), (_, count) -> count == 1 ? null : count - 1);
      }
      next = Math.max(next, i + 1);
    }
    return Math.max(0, best - LENGTH / 5);
  }

  private static List<Highlight> parts(String text, List<Span> spans, int from, int to) {
    var parts = new ArrayList<Highlight>();
    int at = from;
    for (int i = 0; i < spans.size(); ) {
      int start = spans.get(i).start();
      int end = spans.get(i).end();
      i++;
      while (i < spans.size() && spans.get(i).start() <= end) {
        end = Math.max(end, spans.get(i).end()); // pairs overlap
        i++;
      }
      start = Math.max(start, at);
      end = Math.min(end, to); // a run of one character may be longer than the piece
      if (start < end) {
        add(parts, text.substring(at, start), false);
        add(parts, text.substring(start, end), true);
        at = end;
      }
    }
    add(parts, text.substring(at, to), false);
    return parts;
  }

  private static void add(List<Highlight> parts, String text, boolean marked) {
    if (!text.isEmpty()) {
      parts.add(new Highlight(text, marked));
    }
  }

  /** The beginning of the word that stands there, if it is near; never within a character. */
  private static int wordBefore(String text, int index) {
    int at = Math.min(index, text.length());
    for (int i = at; i > 0 && i > at - 20; i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return cutBefore(text, at);
  }

  private static int cutBefore(String text, int index) {
    boolean within =
        index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
    return within ? index - 1 : index;
  }
}
