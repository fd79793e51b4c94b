package stoa.base.config;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with its unit: 20s, 256KB. No blanks, no fractions: one way to write each. */
final class Units {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([a-zA-Z]{1,2})");
  private static final Map<String, LongFunction<Duration>> TIMES =
      Map.of(
          "ms", Duration::ofMillis,
          "s", Duration::ofSeconds,
          "m", Duration::ofMinutes,
          "h", Duration::ofHours,
          "d", Duration::ofDays);
  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

  private Units() {}

  static Duration duration(String text) {
    var form = form(text);
    var unit = TIMES.get(form.group(2));
    if (unit == null) {
      throw new IllegalArgumentException(text);
    }
    return unit.apply(Long.parseLong(form.group(1)));
  }

  static long size(String text) {
    var form = form(text);
    Long unit = SIZES.get(form.group(2));
    if (unit == null) {
      throw new IllegalArgumentException(text);
    }
    return Long.parseLong(form.group(1)) * unit;
  }

  private static Matcher form(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    return form;
  }
}
