package stoa.base.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import stoa.event.Event;

/** An open transaction. Whoever holds one may change data; only {@link Db#write} makes one. */
public final class Tx {
  private final DSLContext sql;
  private final List<Event> events = new ArrayList<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final List<Runnable> after = new ArrayList<>();

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

  /**
   * Says which copies end by this transaction, on every server. For what many requests change an
   * event does that: commits that notify wait for each other.
   *
   * @param tags as in {@code stoa.event.Tags}
   */
  public void changes(Collection<String> tags) {
    changed.addAll(tags);
  }

  /**
   * To be done once this transaction is committed, on the same thread; not at all if it is rolled
   * back, or if the server dies between the two.
   */
  public void after(Runnable work) {
    after.add(work);
  }

  List<Runnable> afterwards() {
    return after;
  }

  Set<String> changed() {
    return changed;
  }

  List<Event> events() {
    return events;
  }
}
