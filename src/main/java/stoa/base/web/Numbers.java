package stoa.base.web;

import java.text.NumberFormat;
import java.util.Locale;

/** Numbers in the reader's language, and what else a name or a number looks like. */
final class Numbers {
  /** As many as the stylesheet has colours for letters. */
  private static final int HUES = 8;

  private Numbers() {}

  static String full(Number number, Locale locale) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** 1.2K in English, 1.2万 in Chinese. */
  static String rough(Number number, Locale locale) {
    var format = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(number.longValue() < 10_000 ? 1 : 0);
    return number.longValue() < 1_000 ? full(number, locale) : format.format(number);
  }

  /** A member's colour, always the same for the same name. */
  static String hue(String name) {
    return "hue-" + Math.floorMod(name.hashCode(), HUES);
  }

  /** The first letter, as it stands for the member. */
  static String initial(String name) {
    if (name.isEmpty()) {
      return "?";
    }
    return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
  }
}
