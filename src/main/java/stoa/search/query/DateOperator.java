package stoa.search.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** A day, or the first of a month or a year: 2026-01-31, 2026-01, 2026. */
final class DateOperator {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?");

  private DateOperator() {}

  /** Its beginning, UTC; empty where it is none. */
  static Optional<Instant> parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      int month = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
      int day = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
      var date = LocalDate.of(Integer.parseInt(form.group(1)), month, day);
      return Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // the 31st of February
    }
  }
}
