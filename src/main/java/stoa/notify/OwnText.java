package stoa.notify;

import java.util.Set;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Takes from a post's HTML what its author says in plain words, not in code, links, quotations. */
final class OwnText implements NodeFilter {
  private static final Set<String> NOT_SAID = Set.of("a", "code", "pre", "blockquote");
  private static final Set<String> WITHIN_WORDS = Set.of("strong", "em", "del");

  private final StringBuilder text = new StringBuilder();

  String text() {
    return text.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      text.append(words.getWholeText());
    }
    part(node);
    return NOT_SAID.contains(node.normalName())
        ? FilterResult.SKIP_CHILDREN
        : FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    part(node);
    return FilterResult.CONTINUE;
  }

  /** A name does not go on from one into another. */
  private void part(Node node) {
    if (!(node instanceof TextNode) && !WITHIN_WORDS.contains(node.normalName())) {
      text.append('\n');
    }
  }
}
