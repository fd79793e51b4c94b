package stoa.base.view;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Members' names as elements. Lists have three of them in each row, and a macro of Pebble's for
 * each took as much as all the rest of a page.
 */
final class NameHtml {
  /** As many as the stylesheet has colours for letters. */
  private static final int HUES = 8;

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

  /** The first letter in the member's colour, in place of a picture. */
  static String avatar(@Nullable String name) {
    String known = name == null || name.isEmpty() ? "?" : name;
    return "<span class=\"avatar hue-"
        + hue(known)
        + "\" aria-hidden=\"true\">"
        + Views.escaped(initial(known))
        + "</span>";
  }

  /** Always the same for the same name. */
  private static int hue(String name) {
    return Math.floorMod(name.hashCode(), HUES);
  }

  private static String initial(String name) {
    return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
  }
}
