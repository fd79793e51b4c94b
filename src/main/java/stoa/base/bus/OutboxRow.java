package stoa.base.bus;

import java.time.Instant;
import stoa.event.EventText;
import stoa.event.StoredEvent;

/** A row of the outbox. */
record OutboxRow(long id, String kind, int version, String body, Instant at) {
  /**
   * The event itself.
   *
   * @throws EventText.Unreadable where this server does not know it
   */
  StoredEvent read() {
    return new StoredEvent(id, at, EventText.read(kind, version, body));
  }
}
