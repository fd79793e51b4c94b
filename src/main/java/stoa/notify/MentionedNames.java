package stoa.notify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import stoa.base.Text;

/**
 * The names that a post mentions: {@code @name} in its own words, and the names over its
 * quotations. They are looked for in what its readers see, the sanitized HTML: nobody is mentioned
 * whose name they cannot read, and whatever the renderer takes for code, an address or a quotation
 * mentions nobody.
 */
final class MentionedNames {
  /** Each could be a mail; more than this is not a conversation but an advertisement. */
  private static final int MOST = 10;

  private MentionedNames() {}

  /** For each mention the names that it may mean, the longest first. Folded as accounts' are. */
  static List<List<String>> mentioned(String html) {
    if (!html.contains("@") && !html.contains("&#64;")) { // as the sanitizer spells it
      return List.of();
    }
    var own = new OwnText();
    Jsoup.parseBodyFragment(html).body().filter(own);
    return Mention.meanings(own.text(), MOST);
  }

  /** The names over quotations, as {@code topic.Quote} writes them; folded. */
  static Set<String> quoted(String html) {
    var names = new LinkedHashSet<String>();
    if (html.contains("<blockquote>")) {
      for (Element part : Jsoup.parseBodyFragment(html).body().children()) {
        if (part.nameIs("blockquote") && names.size() < MOST) {
          names.addAll(head(part));
        }
      }
    }
    return names;
  }

  /** At most one: what stands alone, in bold, on the first line. */
  private static List<String> head(Element quotation) {
    var line = new ArrayList<Node>();
    Element first = quotation.firstElementChild();
    for (Node node : first == null ? List.<Node>of() : first.childNodes()) {
      if (node.nameIs("br")) {
        break;
      }
      if (!(node instanceof TextNode text) || !text.isBlank()) {
        line.add(node);
      }
    }
    boolean named = line.size() == 1 && line.getFirst().nameIs("strong");
    return named ? List.of(Text.key(((Element) line.getFirst()).text())) : List.of();
  }
}
