package stoa.search.analysis;

import org.jspecify.annotations.Nullable;

/**
 * The text of HTML as our sanitizer writes nearly all of it, in one pass and without a tree: the
 * same as jsoup's {@code text()}, which is asked where something else is met, a table, say.
 */
final class HtmlText {
  /** Longer names are none of ours. */
  private static final int LONGEST_NAME = 10;

  private static final int LONGEST_ENTITY = 10;

  private enum Tag {
    BLOCK,
    INLINE,
    /** Empty, and parts what stands around it. */
    BREAK,
    PRE,
    UNKNOWN
  }

  private static Tag tag(String name) {
    return switch (name) {
      case "p", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "section" -> Tag.BLOCK;
      case "strong", "em", "del", "code", "a", "sup" -> Tag.INLINE;
      case "br", "hr" -> Tag.BREAK;
      case "pre" -> Tag.PRE;
      default -> Tag.UNKNOWN;
    };
  }

  private final String html;
  private final StringBuilder text;
  private int at;
  private int blocks;
  private int inlines;
  private boolean pre;

  private HtmlText(String html) {
    this.html = html;
    this.text = new StringBuilder(html.length());
  }

  /** Null where it takes a parser. */
  static @Nullable String of(String html) {
    var reading = new HtmlText(html);
    return reading.read() ? reading.text.toString().trim() : null;
  }

  private boolean read() {
    while (at < html.length()) {
      char c = html.charAt(at);
      boolean known =
          switch (c) {
            case '<' -> element();
            case '&' -> entity();
            default -> {
              add(c);
              at++;
              yield true;
            }
          };
      if (!known) {
        return false;
      }
    }
    return blocks == 0 && inlines == 0;
  }

  private boolean element() {
    boolean closing = at + 1 < html.length() && html.charAt(at + 1) == '/';
    int from = closing ? at + 2 : at + 1;
    int to = from;
    while (to < html.length() && to - from < LONGEST_NAME && isName(html.charAt(to))) {
      to++;
    }
    at = endOfTag(to);
    return at > 0 && (closing ? close(html, from, to) : open(html, from, to));
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** After the sign that ends the tag; 0 where there is none. */
  private int endOfTag(int from) {
    char quote = 0;
    for (int i = from; i < html.length(); i++) {
      char c = html.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      } else if (c == '<') {
        return 0;
      }
    }
    return 0;
  }

  private boolean open(String html, int from, int to) {
    switch (tag(html.substring(from, to))) {
      case INLINE -> inlines++;
      case BREAK -> part();
      case BLOCK -> {
        part();
        blocks++;
        return inlines == 0 && !pre;
      }
      case PRE -> {
        part();
        if (pre || inlines > 0) {
          return false;
        }
        blocks++;
        pre = true;
        if (at < html.length() && html.charAt(at) == '\n') {
          at++; // belongs to the tag
        }
      }
      case UNKNOWN -> {
        return false;
      }
    }
    return true;
  }

  private boolean close(String html, int from, int to) {
    switch (tag(html.substring(from, to))) {
      case INLINE -> inlines--;
      case BLOCK -> {
        part();
        blocks--;
        return inlines == 0 && blocks >= 0;
      }
      case PRE -> {
        part();
        blocks--;
        pre = false;
        return inlines == 0 && blocks >= 0;
      }
      case BREAK, UNKNOWN -> {
        return false;
      }
    }
    return inlines >= 0;
  }

  private void part() {
    if (!text.isEmpty() && !endsWithSpace()) {
      text.append(' ');
    }
  }

  private boolean endsWithSpace() {
    return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
  }

  private void add(char c) {
    if (pre) {
      text.append(c);
      return;
    }
    switch (c) {
      case ' ', '\t', '\n', '\f', '\r', '\u00a0' -> {
        if (!endsWithSpace()) {
          text.append(' ');
        }
      }
      case '\u200b', '\u00ad' -> {
        // Nobody sees them.
      }
      default -> text.append(c);
    }
  }

  private boolean entity() {
    int end = html.indexOf(';', at);
    if (end < 0 || end - at > LONGEST_ENTITY) {
      return false;
    }
    int c = character(html.substring(at + 1, end));
    if (c == 0) {
      return false;
    }
    at = end + 1;
    if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      add((char) c);
    } else {
      text.appendCodePoint(c);
    }
    return true;
  }

  private static int character(String name) {
    return switch (name) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      default -> name.startsWith("#") ? numbered(name) : 0;
    };
  }

  /** Only what every parser takes alike. */
  private static int numbered(String name) {
    boolean hex = name.startsWith("#x");
    int c = 0;
    for (int i = hex ? 2 : 1; i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
      if (digit < 0) {
        return 0;
      }
      c = c * (hex ? 16 : 10) + digit; // at most eight digits: it does not overflow
    }
    boolean plain = (c >= ' ' && c < 0x7F) || (c > 0xA0 && c < 0xD800) || c > 0xFFFF;
    return plain && Character.isDefined(c) ? c : 0;
  }
}
