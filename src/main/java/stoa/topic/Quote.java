package stoa.topic;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A post's text as a quotation in the answer's source. */
final class Quote {
  /** Before signs that Markdown would take for its own; within a word an underscore is none. */
  private static final Pattern SIGN =
      Pattern.compile("(?=[\\\\`*\\[\\]<>&~])|(?<![\\p{L}\\p{N}])(?=_)|(?=_(?![\\p{L}\\p{N}]))");

  private Quote() {}

  /** At most {@code longest} characters of it; the answer still has to fit. */
  static String of(@Nullable String author, String source, int longest) {
    String text = source.length() <= longest ? source : source.substring(0, longest) + "…";
    String quoted =
        text.strip()
            .lines()
            .map(line -> line.isEmpty() ? ">" : "> " + line)
            .collect(Collectors.joining("\n"));
    String head = author == null ? "" : "> **" + literal(author) + "**\n>\n";
    return head + quoted + "\n\n";
  }

  /** A name that shows as it is. */
  private static String literal(String name) {
    return SIGN.matcher(name).replaceAll("\\\\");
  }
}
