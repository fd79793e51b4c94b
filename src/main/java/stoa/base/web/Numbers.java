package stoa.base.web;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers in the reader's language, and what else a name or a number looks like. */
final class Numbers {
  /** As many as the stylesheet has colours for letters. */
  private static final int HUES = 8;

  private static final int GROUPED = 1_000;

  /** Formats are dear to make, and not for two threads at a time. */
  private static final Map<Locale, NumberFormat> FULL = new ConcurrentHashMap<>();

  private static final Map<Locale, NumberFormat> ROUGH = new ConcurrentHashMap<>();

  private Numbers() {}

  static String full(Number number, Locale locale) {
    long value = number.longValue();
    if (Math.abs(value) < GROUPED) {
      return Long.toString(value); // with the same digits in every language that the forum speaks
    }
    var format = FULL.computeIfAbsent(locale, NumberFormat::getIntegerInstance);
    synchronized (format) {
      return format.format(value);
    }
  }

  /** 1.2K in English, 1.2万 in Chinese. */
  static String rough(Number number, Locale locale) {
    long value = number.longValue();
    if (value < GROUPED) {
      return full(value, locale);
    }
    var format =
        ROUGH.computeIfAbsent(
            locale, its -> NumberFormat.getCompactNumberInstance(its, NumberFormat.Style.SHORT));
    synchronized (format) {
      format.setMaximumFractionDigits(value < 10_000 ? 1 : 0);
      return format.format(value);
    }
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
