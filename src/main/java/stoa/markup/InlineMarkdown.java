package stoa.markup;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The inside of a paragraph as Markdown: text, emphasis, links, code. */
final class InlineMarkdown {
  private static final int DEEPEST = 40;

  /** A line that begins so would become a block; the mark in front is escaped. */
  private static final Pattern BLOCK_START =
      Pattern.compile("(?m)^( {0,3})([-+](?=[\\s-]|$)|#(?=#{0,5}(?:\\s|$))|>|==|~~~)");

  private static final Pattern NUMBER_START =
      Pattern.compile("(?m)^( {0,3}[0-9]{1,9})([.)])(?=\\s|$)");

  private final int depth;
  private final StringBuilder out = new StringBuilder();

  InlineMarkdown(int depth) {
    this.depth = depth;
  }

  void add(Node node) {
    switch (node) {
      case TextNode text -> text(text.getWholeText());
      case Element element -> element(element);
      default -> {} // a comment, a declaration: nothing to see
    }
  }

  /** What was written so far; begins anew. */
  String take() {
    String text = out.toString().replaceAll("[ \t]+\n", "\n").replaceAll("\n[ \t]+", "\n");
    out.setLength(0);
    text = BLOCK_START.matcher(text).replaceAll("$1\\\\$2");
    return NUMBER_START.matcher(text).replaceAll("$1\\\\$2");
  }

  /** In HTML a line end within a paragraph is a space. */
  private void text(String text) {
    String folded = text.replaceAll("[ \\t\\r\\n\\f]+", " ");
    boolean atStart = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    out.append(escaped(atStart ? folded.stripLeading() : folded));
  }

  private void element(Element element) {
    if (depth > DEEPEST) {
      text(element.text());
      return;
    }
    switch (element.normalName()) {
      case "br" -> out.append("\\\n");
      case "strong", "b" -> around("**", element);
      case "em", "i", "cite", "var", "dfn" -> around("*", element);
      case "del", "s", "strike" -> around("~~", element);
      case "code", "kbd", "tt", "samp" -> code(element.wholeText());
      case "a" -> link(element);
      case "img" -> image(element);
      case "script", "style", "noscript", "template" -> {} // never shown there either
      default -> out.append(inner(element));
    }
  }

  private String inner(Element element) {
    var inner = new InlineMarkdown(depth + 1);
    element.childNodes().forEach(inner::add);
    return inner.out.toString();
  }

  /** Spaces stay outside: "** a **" is no emphasis. */
  private void around(String mark, Element element) {
    String inner = inner(element);
    String text = inner.strip();
    if (text.isEmpty() || text.contains("\n\n")) {
      out.append(inner);
      return;
    }
    int begin = inner.indexOf(text);
    out.append(inner, 0, begin)
        .append(mark)
        .append(text)
        .append(mark)
        .append(inner.substring(begin + text.length()));
  }

  private void code(String code) {
    String text = code.replaceAll("\\s+", " ");
    if (text.isBlank()) {
      out.append(text);
      return;
    }
    String ticks = "`";
    while (text.contains(ticks)) {
      ticks += "`";
    }
    boolean pad = text.startsWith("`") || text.endsWith("`");
    out.append(ticks).append(pad ? " " + text + " " : text.strip()).append(ticks);
  }

  private void link(Element element) {
    String url = element.attr("href").strip();
    String text = inner(element).strip();
    if (url.isEmpty() || text.isEmpty()) {
      out.append(text);
    } else if (url.equals(element.text()) && url.matches("https?://[^\\s<>]+")) {
      out.append('<').append(url).append('>');
    } else {
      out.append('[')
          .append(text.replace("\\\n", " "))
          .append("](")
          .append(destination(url))
          .append(')');
    }
  }

  private void image(Element element) {
    String url = element.attr("src").strip();
    if (!url.isEmpty()) {
      String alt = element.attr("alt").replaceAll("\\s+", " ").strip();
      out.append("![")
          .append(escaped(alt.isEmpty() ? "image" : alt))
          .append("](")
          .append(destination(url))
          .append(')');
    }
  }

  /** Within angle brackets, where it holds what would end it. */
  private static String destination(String url) {
    String plain = url.replace("\n", "").replace("\r", "").replace("<", "%3C").replace(">", "%3E");
    return plain.matches("[^\\s()\\\\]+") ? plain : "<" + plain.replace("\\", "%5C") + ">";
  }

  /** Characters that Markdown would read as its own, escaped where it would. */
  static String escaped(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mark =
          switch (c) {
            case '\\', '`', '*', '[', ']', '<', '~', '|' -> true;
            case '_' -> !(isWord(text, i - 1) && isWord(text, i + 1));
            case '&' -> text.indexOf(';', i) > 0 && text.indexOf(';', i) - i < 33;
            default -> false;
          };
      if (mark) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  private static boolean isWord(String text, int index) {
    return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
  }
}
