package stoa.markup;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Other forums' HTML as Markdown source that renders to the same: what an import keeps, so that its
 * posts can be edited and quoted like any other.
 */
public final class HtmlToMarkdown {
  /** Deeper nesting is read as plain text: the renderer would not follow it either. */
  private static final int DEEPEST = 40;

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "blockquote",
          "pre",
          "ul",
          "ol",
          "li",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "dl",
          "dt",
          "dd",
          "section",
          "article",
          "center",
          "thead",
          "tbody",
          "tr",
          "details",
          "summary");

  private HtmlToMarkdown() {}

  /** A post. */
  public static String of(String html) {
    var out = new MarkdownText();
    blocks(Jsoup.parseBodyFragment(html).body(), out, 0);
    return out.finish();
  }

  /**
   * A comment of a Stack Exchange dump: plain text with a little Markdown of its own (emphasis,
   * code, links), which ours reads as well, and with HTML's character references.
   */
  public static String ofComment(String text) {
    return org.jsoup.parser.Parser.unescapeEntities(text, false).strip();
  }

  private static void blocks(Element parent, MarkdownText out, int depth) {
    var inline = new InlineMarkdown(depth);
    for (Node node : parent.childNodes()) {
      if (node instanceof Element element && BLOCKS.contains(element.normalName())) {
        out.paragraph(inline.take());
        block(element, out, depth + 1);
      } else {
        inline.add(node);
      }
    }
    out.paragraph(inline.take());
  }

  private static void block(Element element, MarkdownText out, int depth) {
    if (depth > DEEPEST) {
      out.paragraph(InlineMarkdown.escaped(element.text()));
      return;
    }
    switch (element.normalName()) {
      case "pre" -> out.fence(language(element), element.wholeText());
      case "blockquote", "dd" -> quoted(element, out, depth);
      case "ul", "ol" -> list(element, out, depth);
      case "hr" -> out.paragraph("---");
      case "table" -> TableMarkdown.write(element, out);
      case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, out, depth);
      default -> blocks(element, out, depth);
    }
  }

  private static void heading(Element element, MarkdownText out, int depth) {
    var inline = new InlineMarkdown(depth);
    element.childNodes().forEach(inline::add);
    String text = inline.take().replaceAll("\\s*\\\\?\n", " ");
    if (!text.isBlank()) {
      out.paragraph("#".repeat(element.normalName().charAt(1) - '0') + " " + text);
    }
  }

  private static void quoted(Element element, MarkdownText out, int depth) {
    var inner = new MarkdownText();
    blocks(element, inner, depth);
    out.prefixed("> ", "> ", inner.finish());
  }

  private static void list(Element list, MarkdownText out, int depth) {
    boolean ordered = list.normalName().equals("ol");
    int number = start(list);
    // Two lists in a row would be read as one, were their markers the same.
    boolean alternate = list.elementSiblingIndex() % 2 == 1;
    boolean first = true;
    for (Element item : list.children()) {
      var inner = new MarkdownText();
      blocks(item, inner, depth);
      String marker = ordered ? number++ + (alternate ? ") " : ". ") : alternate ? "* " : "- ";
      out.item(marker, " ".repeat(marker.length()), inner.finish(), first);
      first = false;
    }
  }

  private static int start(Element list) {
    String start = list.attr("start");
    return start.matches("[0-9]{1,8}") ? Integer.parseInt(start) : 1;
  }

  /**
   * Stack Exchange names it {@code lang-java prettyprint-override}, others {@code language-java}.
   */
  private static String language(Element pre) {
    String classes =
        (pre.className() + " " + pre.select("code").attr("class")).toLowerCase(Locale.ROOT);
    for (String name : classes.split("\\s+", -1)) {
      String language = name.replaceFirst("^lang(uage)?-", "");
      if (!language.equals(name) && language.matches("[a-z0-9+#.-]{1,20}")) {
        return language;
      }
    }
    return "";
  }
}
