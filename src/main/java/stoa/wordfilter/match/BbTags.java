package stoa.wordfilter.match;

import java.util.Locale;
import java.util.Set;

/**
 * Tags that people type into a word to part it, such as {@code 赌[b][/b]博}: they are no markup here,
 * so that readers see them, and read over them.
 */
final class BbTags {
  private static final int LONGEST_VALUE = 12;
  private static final Set<String> NAMES =
      Set.of(
          "b", "i", "u", "s", "p", "br", "em", "strong", "span", "del", "ins", "sub", "sup", "font",
          "color", "size", "center", "quote", "code", "url", "img", "hide", "email");

  private BbTags() {}

  /** Where the tag that begins there ends; {@code start} where there is none. */
  static int end(String text, int start) {
    char close = text.charAt(start) == '[' ? ']' : '>';
    int i = start + 1;
    if (i < text.length() && text.charAt(i) == '/') {
      i++;
    }
    int name = i;
    while (i < text.length() && i - name <= 6 && isAsciiLetter(text.charAt(i))) {
      i++;
    }
    if (!NAMES.contains(text.substring(name, i).toLowerCase(Locale.ROOT))) {
      return start;
    }
    int end = value(text, i);
    return end < text.length() && text.charAt(end) == close ? end + 1 : start;
  }

  /** Only colours and sizes: what has room for a word is read. */
  private static int value(String text, int start) {
    if (start >= text.length() || text.charAt(start) != '=') {
      return start;
    }
    int i = start + 1;
    while (i < text.length() && i - start <= LONGEST_VALUE && isHexOrHash(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isHexOrHash(char c) {
    return c == '#' || Character.digit(c, 16) >= 0;
  }
}
