package stoa.markup;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/**
 * An address of a page or a mailbox that stands in a text. Chinese writes neither a space before
 * nor one after it, so it ends at CJK punctuation, and a name of a host where it turns from Latin
 * to Chinese in its last part.
 */
record BareAddress(int begin, int end, LinkType type) {
  private static final LinkExtractor EXTRACTOR =
      LinkExtractor.builder().linkTypes(EnumSet.allOf(LinkType.class)).build();

  /** What GitHub leaves out at the end of an address. */
  private static final String NOT_LAST = "?!.,:;*_~";

  static List<BareAddress> in(String text) {
    var found = new ArrayList<BareAddress>();
    if (!text.contains("//") && !text.contains("www.") && text.indexOf('@') < 0) {
      return found;
    }
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || ends(text.charAt(i))) {
        find(text, from, i, found);
        from = i + 1;
      }
    }
    return found;
  }

  /** The zero width space comes along when addresses are copied. */
  private static boolean ends(char c) {
    return c == 0x200B || c == 0xFEFF || Cjk.isPunctuation(c);
  }

  private static void find(String text, int from, int to, List<BareAddress> found) {
    for (LinkSpan span : EXTRACTOR.extractLinks(text.substring(from, to))) {
      int begin = from + span.getBeginIndex();
      int end = from + span.getEndIndex();
      var address =
          span.getType() == LinkType.EMAIL
              ? mailbox(text, begin, end)
              : page(text, begin, end, span.getType());
      address.ifPresent(found::add);
    }
  }

  private static Optional<BareAddress> page(String text, int begin, int end, LinkType type) {
    int host = type == LinkType.URL ? text.indexOf("://", begin) + 3 : begin + "www.".length();
    int last = Math.min(hostEnd(text, begin, host, end), marksEnd(text, begin, end));
    while (last > host && NOT_LAST.indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last > host ? Optional.of(new BareAddress(begin, last, type)) : Optional.empty();
  }

  /** Marks and Chinese in front are none of its name. */
  private static Optional<BareAddress> mailbox(String text, int begin, int end) {
    int at = text.indexOf('@', begin);
    int first = begin;
    for (int i = begin; i < at; i++) {
      char c = text.charAt(i);
      first = c == '*' || c == '~' || Cjk.is(c) ? i + 1 : first;
    }
    while (first < at && !Character.isLetterOrDigit(text.charAt(first))) {
      first++;
    }
    int last = hostEnd(text, at + 1, at + 1, end);
    return first < at
        ? Optional.of(new BareAddress(first, last, LinkType.EMAIL))
        : Optional.empty();
  }

  /**
   * No top-level domain mixes scripts.
   *
   * @return {@code end} where the host is whole
   */
  private static int hostEnd(String text, int begin, int host, int end) {
    int dot = text.substring(begin, host).lastIndexOf('.') + begin;
    int mixed = end;
    for (int i = host; i < end && "/?#:".indexOf(text.charAt(i)) < 0; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dot = i;
        mixed = end;
      } else if (mixed == end && dot >= begin && Cjk.is(c) && text.charAt(dot + 1) < 0x80) {
        mixed = i;
      }
    }
    return mixed;
  }

  /** Where the marks in front of it end what they began, although more follows: Chinese. */
  private static int marksEnd(String text, int begin, int end) {
    char mark = begin == 0 ? ' ' : text.charAt(begin - 1);
    int first = begin;
    while (first > 0 && "*~".indexOf(mark) >= 0 && text.charAt(first - 1) == mark) {
      first--;
    }
    if (first == begin || (mark == '~' && begin - first != 2)) {
      return end;
    }
    int close = text.substring(begin, end).indexOf(text.substring(first, begin)) + begin;
    int after = close + begin - first;
    return close >= begin && after < end && Cjk.is(text.charAt(after)) ? close : end;
  }

  Node link(String text) {
    String literal = text.substring(begin, end);
    String url =
        switch (type) {
          case URL -> literal;
          case WWW -> "http://" + literal;
          case EMAIL -> "mailto:" + literal;
        };
    var link = new Link(url, null);
    link.appendChild(new Text(literal));
    return link;
  }
}
