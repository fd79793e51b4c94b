package stoa.markup;

import java.util.regex.Pattern;

/** Gives the footnotes of a post ids of their own, since a page shows many posts. */
final class Ids {
  /** In sanitized HTML a quotation mark in a text is always escaped, so this is an attribute. */
  private static final Pattern FOOTNOTE = Pattern.compile("( id=\"| href=\"#)(fn)");

  private Ids() {}

  static String prefixed(String html, String prefix) {
    return html.contains("\"fn") || html.contains("\"#fn")
        ? FOOTNOTE.matcher(html).replaceAll("$1" + prefix + "$2")
        : html;
  }
}
