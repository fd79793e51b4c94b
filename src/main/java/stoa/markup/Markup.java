package stoa.markup;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Markdown (CommonMark with GitHub's tables, strikethrough, task lists and bare links, and with
 * footnotes) to HTML that is safe to show. HTML in the source is text, not markup; what the
 * renderer makes goes through a sanitizer all the same: two layers, so that a fault in one harms
 * nobody.
 *
 * <p>The parser's time grows with the square of hostile input, so {@link Hostile} looks first.
 */
public final class Markup {
  /**
   * Grows with every change of what the same source becomes; posts of older versions are made anew.
   */
  public static final int VERSION = 2;

  /** They turn the text around them. Typed ones never get here, those of references do. */
  private static final Pattern DIRECTIONS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          TaskListItemsExtension.create(),
          FootnotesExtension.create(),
          new LiteralNames());

  private static final TextContentRenderer PLAIN =
      TextContentRenderer.builder()
          .extensions(
              EXTENSIONS.stream()
                  .filter(extension ->
                      extension instanceof TextContentRenderer.TextContentRendererExtension)
                  .toList())
          .lineBreakRendering(LineBreakRendering.STRIP)
          .build();

  private static final Parser PARSER =
      Parser.builder()
          .customInlineContentParserFactory(new DelimiterRuns())
          .extensions(EXTENSIONS)
          .includeSourceSpans(IncludeSourceSpans.NONE)
          .maxOpenBlockParsers(Hostile.DEEPEST)
          .build();

  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .nodeRendererFactory(ForumNodes::new) // the first to name a node renders it
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .softbreak("<br>\n") // on a forum a line break is meant
          .build();

  /**
   * @param prefix begins every id; letters, digits and hyphens
   * @return sanitized HTML; the text of a source that is too intricate to be parsed, as paragraphs
   */
  public String render(String source, String prefix) {
    if (Hostile.is(source)) {
      return Sanitizer.clean(Plain.paragraphs(source));
    }
    String html = DIRECTIONS.matcher(renderer.render(parsed(source))).replaceAll("");
    String clean = Sanitizer.clean(html);
    // Code scrolls within its box, which the keyboard must be able to reach.
    return Ids.prefixed(clean.replace("<pre>", "<pre tabindex=\"0\">"), prefix);
  }

  private static Node parsed(String source) {
    Node document = PARSER.parse(source);
    BareLinks.link(document);
    Emphases.pair(document);
    return document;
  }

  /** The beginning of a source as plain text on one line, at most so many characters. */
  public static String plain(String source, int longest) {
    String text = source;
    if (!Hostile.is(source)) {
      text = PLAIN.render(parsed(source));
    }
    text = DIRECTIONS.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
  }
}
