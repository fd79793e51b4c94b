package stoa.base.view;

import org.jspecify.annotations.Nullable;

/**
 * Members' names as elements. Lists have three of them in each row, and a macro of Pebble's for
 * each took as much as all the rest of a page.
 */
final class NameHtml {
  /** As many as the stylesheet has colours for them. */
  private static final int HUES = 8;

  /** Squares. */
  private static final int SIDE = 5;

  private NameHtml() {}

  /**
   * The name, with a link where there is a profile.
   *
   * @param nobody what stands for a member who is gone
   */
  static String link(Author author, String nobody) {
    String name = author.name();
    String url = author.url();
    if (name == null) {
      return "<span class=\"nobody\">" + Views.escaped(nobody) + "</span>";
    }
    String shown = "<bdi>" + Views.escaped(name) + "</bdi>";
    return url == null
        ? "<span class=\"nobody\">" + shown + "</span>"
        : "<a class=\"who-link\" href=\"" + Views.escaped(url) + "\">" + shown + "</a>";
  }

  /**
   * A pattern in the member's colour, in place of a picture: five by five squares, the same on both
   * sides. There are 2^15 of them in each colour.
   */
  static String avatar(@Nullable String name) {
    int hash = mixed(name == null ? 0 : name.hashCode());
    var html = new StringBuilder(170);
    html.append("<svg class=\"avatar hue-").append(Math.floorMod(hash >>> 15, HUES));
    html.append("\" viewBox=\"-1 -1 7 7\" aria-hidden=\"true\"><path d=\"");
    for (int row = 0; row < SIDE; row++) {
      row(html, row, hash >>> (3 * row));
    }
    return html.append("\"/></svg>").toString();
  }

  /** Lines for the squares of a row: the three lowest bits are its outer ones and its middle. */
  private static void row(StringBuilder html, int row, int bits) {
    int begin = -1;
    for (int column = 0; column <= SIDE; column++) {
      boolean set = column < SIDE && (bits >> Math.min(column, SIDE - 1 - column) & 1) == 1;
      if (set && begin < 0) {
        begin = column;
      } else if (!set && begin >= 0) {
        html.append('M').append(begin).append(' ').append(row).append(".5h").append(column - begin);
        begin = -1;
      }
    }
  }

  /** Every bit of a hash depends on all of them: the end of MurmurHash3 by Austin Appleby. */
  private static int mixed(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
