package stoa.base.db;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import stoa.event.Event;

/** An open transaction. Whoever holds one may change data; only {@link Db#write} makes one. */
public final class Tx {
  private final DSLContext sql;
  private final List<Event> events = new ArrayList<>();

  Tx(DSLContext sql) {
    this.sql = sql;
  }

  /** For query classes only. */
  public DSLContext sql() {
    return sql;
  }

  /**
   * Announces what this transaction changes. The event is stored with the change, or with it rolled
   * back; whatever follows from it happens later, exactly once.
   */
  public void emit(Event event) {
    events.add(event);
  }

  List<Event> events() {
    return events;
  }
}
