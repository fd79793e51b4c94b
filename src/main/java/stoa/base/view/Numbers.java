package stoa.base.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers in the reader's language. */
final class Numbers {
  private static final int GROUPED = 1_000;

  /** Formats are dear to make, and not for two threads at a time. */
  private static final Map<Locale, NumberFormat> FULL = new ConcurrentHashMap<>();

  private static final Map<Locale, NumberFormat> ROUGH = new ConcurrentHashMap<>();

  /** Compiles patterns for each number, and lists show the same for long. */
  private static final Cache<Rough, String> MADE = Caffeine.newBuilder().maximumSize(5_000).build();

  private record Rough(long value, Locale locale) {}

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
    return MADE.get(new Rough(value, locale), Numbers::rough);
  }

  private static String rough(Rough wanted) {
    long value = wanted.value();
    var format =
        ROUGH.computeIfAbsent(
            wanted.locale(),
            its -> NumberFormat.getCompactNumberInstance(its, NumberFormat.Style.SHORT));
    synchronized (format) {
      format.setMaximumFractionDigits(value < 10_000 ? 1 : 0);
      return format.format(value);
    }
  }
}
