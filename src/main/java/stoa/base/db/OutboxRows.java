package stoa.base.db;

import static stoa.schema.Tables.OUTBOX;

import java.time.Instant;
import java.time.InstantSource;
import stoa.event.Event;
import stoa.event.EventText;

/** Stores what a transaction announced, in it. */
final class OutboxRows {
  private final InstantSource clock;

  OutboxRows(InstantSource clock) {
    this.clock = clock;
  }

  /** For a statement that stores its event itself. */
  OutboxInsert announcement(Event event) {
    return new OutboxInsert(event, clock.instant());
  }

  /** All events of the transaction in one statement. */
  void store(Tx tx) {
    if (tx.events().isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    var insert = tx.sql().insertInto(OUTBOX, OUTBOX.KIND, OUTBOX.VERSION, OUTBOX.BODY, OUTBOX.AT);
    for (var event : tx.events()) {
      var kind = event.kind();
      insert = insert.values(kind.label(), (short) kind.version(), EventText.of(event), now);
    }
    insert.execute();
  }
}
