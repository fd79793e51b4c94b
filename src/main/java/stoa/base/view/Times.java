package stoa.base.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Times as a reader wants them: how long ago, then the day; the exact one in the element. */
final class Times {
  private static final Duration DAYS = Duration.ofDays(30);

  private static final Map<Locale, DateTimeFormatter> EXACT = new ConcurrentHashMap<>();
  private static final Map<Locale, DateTimeFormatter> DAY = new ConcurrentHashMap<>();

  private final Messages messages;
  private final InstantSource clock;

  /** What does not depend on now, of the times that are shown most: a fifth of a list's work. */
  private final Cache<Moment, String> begun = Caffeine.newBuilder().maximumSize(5_000).build();

  private record Moment(long second, Locale locale) {}

  Times(Messages messages, InstantSource clock) {
    this.messages = messages;
    this.clock = clock;
  }

  /** A {@code time} element. */
  String element(Instant at, Locale locale) {
    var moment = new Moment(at.getEpochSecond(), locale);
    return begun.get(moment, Times::begin) + escaped(relative(at, locale)) + "</time>";
  }

  private static String begin(Moment moment) {
    var exact = EXACT.computeIfAbsent(moment.locale(), Times::exact);
    var at = Instant.ofEpochSecond(moment.second());
    return "<time datetime=\""
        + at
        + "\" title=\""
        + escaped(exact.format(at.atZone(ZoneOffset.UTC)))
        + " UTC\">";
  }

  String date(Instant at, Locale locale) {
    return DAY.computeIfAbsent(locale, Times::day).format(at.atOffset(ZoneOffset.UTC));
  }

  /** By its pattern: the localized formatter looks that up again for each time. */
  private static DateTimeFormatter exact(Locale locale) {
    return formatter(FormatStyle.LONG, FormatStyle.SHORT, locale);
  }

  private static DateTimeFormatter day(Locale locale) {
    return formatter(FormatStyle.MEDIUM, null, locale);
  }

  private static DateTimeFormatter formatter(
      FormatStyle date, @Nullable FormatStyle time, Locale locale) {
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            date, time, IsoChronology.INSTANCE, locale);
    return DateTimeFormatter.ofPattern(pattern, locale);
  }

  private String relative(Instant at, Locale locale) {
    Duration ago = Duration.between(at, clock.instant());
    if (ago.compareTo(DAYS) > 0 || ago.compareTo(Duration.ofMinutes(-5)) < 0) {
      return date(at, locale);
    }
    if (ago.toMinutes() < 1) {
      return messages.text(locale, "time.now", List.of());
    }
    if (ago.toHours() < 1) {
      return messages.text(locale, "time.minutes", List.of(ago.toMinutes()));
    }
    if (ago.toDays() < 1) {
      return messages.text(locale, "time.hours", List.of(ago.toHours()));
    }
    return messages.text(locale, "time.days", List.of(ago.toDays()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
