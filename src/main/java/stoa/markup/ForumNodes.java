package stoa.markup;

import java.util.LinkedHashMap;
import java.util.Set;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Where a post differs from a page of its own. */
final class ForumNodes extends CoreHtmlNodeRenderer {
  /** The page's title is its h1 and a post's heading an h2: a post's own begin below. */
  private static final int HEADINGS_BELOW = 2;

  private final HtmlWriter html;

  ForumNodes(HtmlNodeRendererContext context) {
    super(context);
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(Heading.class, Image.class, TaskListItemMarker.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof TaskListItemMarker marker) {
      // A character instead of a checkbox that nobody can tick and no screen reader can name.
      html.text(marker.isChecked() ? "\u2611 " : "\u2610 ");
    } else {
      super.render(node);
    }
  }

  @Override
  public void visit(Heading heading) {
    String tag = "h" + Math.min(6, heading.getLevel() + HEADINGS_BELOW);
    html.line();
    html.tag(tag);
    visitChildren(heading);
    html.tag("/" + tag);
    html.line();
  }

  /**
   * An image of another site is a link: showing it would tell that site who reads here, and when
   * (no page of ours makes a request to the outside).
   */
  @Override
  public void visit(Image image) {
    String url = context.urlSanitizer().sanitizeImageUrl(image.getDestination());
    String alt = textOf(image);
    var attributes =
        new LinkedHashMap<String, String>(); // Map.of has another order in every process
    attributes.put("class", "image");
    attributes.put("href", context.encodeUrl(url));
    html.tag("a", attributes);
    html.text(alt.isBlank() ? url : alt);
    html.tag("/a");
  }

  private static String textOf(Node node) {
    var text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }
}
