package stoa.topic;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A post's text as a quotation in the answer's source. */
final class Quote {
  private Quote() {}

  /** At most {@code longest} characters of it; the answer still has to fit. */
  static String of(@Nullable String author, String source, int longest) {
    String text = source.length() <= longest ? source : source.substring(0, longest) + "…";
    String quoted =
        text.strip()
            .lines()
            .map(line -> line.isEmpty() ? ">" : "> " + line)
            .collect(Collectors.joining("\n"));
    String head = author == null ? "" : "> **" + author + "**\n>\n";
    return head + quoted + "\n\n";
  }
}
