package stoa.base.bus;

import java.util.List;
import java.util.Set;
import stoa.base.Deadline;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.event.StoredEvent;

/**
 * One effect that follows from events. It may be given the same event twice, by two servers too,
 * and in rare cases (a retry) after later ones; so it reads the state as it is now.
 */
public sealed interface EventHandler {
  /** Kept in the database and on NATS: never changed, lower-case letters. */
  String name();

  Set<Class<? extends Event>> kinds();

  /** An effect in the database: it and the mark that it has happened commit together. */
  non-sealed interface Transactional extends EventHandler {
    void handle(Tx tx, StoredEvent event);

    /** Several that share a transaction, in their order. */
    default void handle(Tx tx, List<StoredEvent> events) {
      events.forEach(event -> handle(tx, event));
    }
  }

  /**
   * An effect elsewhere, such as a search index. It is marked after it has happened, so that a
   * crash between the two repeats it: it must be one that can be.
   */
  non-sealed interface External extends EventHandler {
    void handle(StoredEvent event, Deadline deadline) throws Exception;
  }
}
