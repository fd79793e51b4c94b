package stoa.group;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.view.Field;

/**
 * The last day of something, as a form says it.
 *
 * @param end when that day is over; null where there is no end, or the day is none
 */
record LastDay(Field field, @Nullable Instant end) {
  /** PostgreSQL knows later ones; a person who types one has mistyped. */
  private static final int LAST_YEAR = 9999;

  static final LastDay NONE = new LastDay(Field.EMPTY, null);

  static LastDay of(String text, Instant now) {
    if (text.isEmpty()) {
      return NONE;
    }
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return new LastDay(new Field(text, Message.of("groups.noDate")), null);
    }
    boolean over = day.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
    if (over || day.getYear() > LAST_YEAR) {
      return new LastDay(new Field(text, Message.of("groups.dateOver")), null);
    }
    return new LastDay(Field.of(text), day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  boolean wrong() {
    return field.wrong();
  }
}
