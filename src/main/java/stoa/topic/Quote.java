package stoa.topic;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A post's text as a quotation in the answer's source, where it becomes the same as on its own. */
final class Quote {
  private static final String CUT = "…";

  /** Before signs that Markdown would take for its own; within a word an underscore is none. */
  private static final Pattern SIGN =
      Pattern.compile("(?=[\\\\`*\\[\\]<>&~])|(?<![\\p{L}\\p{N}])(?=_)|(?=_(?![\\p{L}\\p{N}]))");

  private static final Pattern FENCE = Pattern.compile("(`{3,})[^`]*|(~{3,}).*");

  /** What may stand before a line's text: of lists, quotations and code, with their white space. */
  private static final String MARKERS = "\t >*+-.)0123456789";

  /** CommonMark's. */
  private static final int TAB = 4;

  private final int longest;
  private final StringBuilder out = new StringBuilder();

  /** The signs that began the code block that the lines are in; empty outside of one. */
  private String fence = "";

  private Quote(int longest) {
    this.longest = longest;
  }

  /** At most {@code longest} characters; the answer still has to fit. */
  static String of(@Nullable String author, String source, int longest) {
    var quote = new Quote(longest);
    if (author != null) {
      quote.out.append("> **").append(literal(author)).append("**\n>\n");
    }
    quote.addAll(source);
    return quote.out.append("\n\n").toString();
  }

  /** A name that shows as it is. */
  private static String literal(String name) {
    return SIGN.matcher(name).replaceAll("\\\\");
  }

  private void addAll(String source) {
    var lines = source.stripTrailing().lines().dropWhile(String::isBlank).iterator();
    boolean fits = true;
    while (fits && lines.hasNext()) {
      fits = add(quoted(lines.next()), lines.hasNext());
    }
  }

  /** False where it did not fit. */
  private boolean add(String line, boolean more) {
    int room = longest - out.length() - CUT.length();
    if (line.length() + 1 > room) {
      int end = Math.max(0, room);
      boolean halves = end > 0 && end < line.length() && Character.isLowSurrogate(line.charAt(end));
      out.append(line, 0, Math.min(line.length(), halves ? end - 1 : end)).append(CUT);
      return false;
    }
    out.append(line).append(more ? "\n" : "");
    return true;
  }

  private String quoted(String line) {
    boolean code = !fence.isEmpty();
    fence = fenceBehind(line);
    if (line.isEmpty()) {
      return ">";
    }
    return "> " + (code ? line : untabbed(line));
  }

  /** Only of blocks that stand in no other, where a tab is the code's own. */
  private String fenceBehind(String line) {
    if (!fence.isEmpty()) {
      String end = line.strip();
      boolean closes = end.startsWith(fence) && end.chars().allMatch(c -> c == fence.charAt(0));
      return closes ? "" : fence;
    }
    var begin = FENCE.matcher(line);
    if (!begin.matches()) {
      return "";
    }
    return begin.group(1) == null ? begin.group(2) : begin.group(1);
  }

  /**
   * A tab reaches to the next fourth column: behind the quotation's own sign it would be shorter.
   */
  private static String untabbed(String line) {
    var out = new StringBuilder();
    int i = 0;
    for (; i < line.length() && MARKERS.indexOf(line.charAt(i)) >= 0; i++) {
      char c = line.charAt(i);
      out.append(c == '\t' ? " ".repeat(TAB - out.length() % TAB) : c);
    }
    return out.append(line, i, line.length()).toString();
  }
}
