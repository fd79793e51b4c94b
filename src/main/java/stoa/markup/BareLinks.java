package stoa.markup;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Makes links of addresses that stand bare in the text. That comes before emphasis: what an address
 * holds is part of it, and marks around it are around the link.
 */
final class BareLinks {
  private BareLinks() {}

  static void link(Node parent) {
    var run = new ArrayList<Node>();
    Node next;
    for (Node child = parent.getFirstChild(); child != null; child = next) {
      next = child.getNext();
      if (child instanceof Text || child instanceof DelimiterRun) {
        run.add(child);
      } else {
        linkIn(run);
        run.clear();
        if (!(child instanceof Link)) {
          link(child);
        }
      }
    }
    linkIn(run);
  }

  /** In text that stands in a row. */
  private static void linkIn(List<Node> pieces) {
    var whole = new StringBuilder();
    pieces.forEach(piece -> whole.append(literal(piece)));
    String text = whole.toString();
    var addresses = BareAddress.in(text).iterator();
    if (!addresses.hasNext()) {
      return;
    }
    var address = addresses.next();
    int at = 0;
    for (Node piece : pieces) {
      int end = at + literal(piece).length();
      boolean cut = false;
      while (address != null && address.begin() < end) {
        if (at < address.begin()) {
          piece.insertBefore(new Text(text.substring(at, address.begin())));
        }
        if (at <= address.begin()) {
          piece.insertBefore(address.link(text));
        }
        cut = true;
        at = Math.min(end, address.end());
        if (end < address.end()) {
          break;
        }
        address = addresses.hasNext() ? addresses.next() : null;
      }
      if (cut) {
        if (at < end) {
          piece.insertBefore(new Text(text.substring(at, end)));
        }
        piece.unlink();
      }
      at = end;
    }
  }

  private static String literal(Node piece) {
    return piece instanceof DelimiterRun run ? run.literal() : ((Text) piece).getLiteral();
  }
}
