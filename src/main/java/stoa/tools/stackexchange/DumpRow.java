package stoa.tools.stackexchange;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import stoa.base.Text;

/**
 * The row that is read at the moment. A value that is not what it should be makes the row a bad
 * one.
 */
final class DumpRow {
  /** PostgreSQL's times end in the year 294276, and no forum is older than the web. */
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final XMLStreamReader reader;
  private final long number;

  DumpRow(XMLStreamReader reader, long number) {
    this.reader = reader;
    this.number = number;
  }

  /** Why a row cannot be taken. */
  static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bad(String reason) {
      super(reason, null, false, false);
    }
  }

  /** How many rows there were up to this one. */
  long number() {
    return number;
  }

  /** Where it ends; dumps have a row in each line. */
  long line() {
    return reader.getLocation().getLineNumber();
  }

  @Nullable String raw(String name) {
    return reader.getAttributeValue(null, name);
  }

  /** One line of clean text; null where there is none. */
  @Nullable String line(String name) {
    String value = raw(name);
    String clean = value == null ? "" : Text.cleanLine(value);
    return clean.isEmpty() ? null : clean;
  }

  /** Many lines of clean text; empty where there is none. */
  String text(String name) {
    String value = raw(name);
    return value == null ? "" : Text.clean(value);
  }

  long id(String name) {
    Long value = number(name);
    if (value == null) {
      throw new Bad("has no " + name);
    }
    return value;
  }

  @Nullable Long number(String name) {
    String value = raw(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return Long.valueOf(value.strip());
    } catch (NumberFormatException e) {
      throw new Bad(name + " is no number: " + shown(value));
    }
  }

  int smallOr(String name, int otherwise) {
    long value = numberOr(name, otherwise);
    if (value != (int) value) {
      throw new Bad(name + " is out of range: " + value);
    }
    return (int) value;
  }

  long numberOr(String name, long otherwise) {
    Long value = number(name);
    return value == null ? otherwise : value;
  }

  Instant time(String name) {
    Instant value = timeOrNull(name);
    if (value == null) {
      throw new Bad("has no " + name);
    }
    return value;
  }

  @Nullable Instant timeOrNull(String name) {
    String value = raw(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      Instant time = LocalDateTime.parse(value.strip()).toInstant(ZoneOffset.UTC);
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw new Bad(name + " is out of range: " + shown(value));
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new Bad(name + " is no time: " + shown(value));
    }
  }

  private static String shown(String value) {
    String line = Text.cleanLine(value);
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }
}
