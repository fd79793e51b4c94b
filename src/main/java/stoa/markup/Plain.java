package stoa.markup;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A source as it stands: every character text, blank lines between paragraphs. */
final class Plain {
  private Plain() {}

  static String paragraphs(String source) {
    return Arrays.stream(source.split("\n[ \t]*\n+", -1))
        .filter(paragraph -> !paragraph.isBlank())
        .map(paragraph -> "<p>" + escaped(paragraph.strip()).replace("\n", "<br>\n") + "</p>\n")
        .collect(Collectors.joining());
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
