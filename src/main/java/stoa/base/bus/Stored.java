package stoa.base.bus;

import java.time.Instant;
import stoa.event.Announced;
import stoa.event.EventText;

/** A row of the outbox. */
record Stored(long id, String kind, int version, String body, Instant at) {
  /**
   * The event itself.
   *
   * @throws EventText.Unreadable where this server does not know it
   */
  Announced read() {
    return new Announced(id, at, EventText.read(kind, version, body));
  }
}
