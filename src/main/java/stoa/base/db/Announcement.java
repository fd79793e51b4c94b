package stoa.base.db;

import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.OUTBOX;

import java.time.Instant;
import org.jooq.CommonTableExpression;
import org.jooq.Table;
import org.jooq.impl.DSL;
import stoa.event.Event;
import stoa.event.EventText;

/** An event for a statement that stores it itself; see {@link Db#writeAtOnce}. */
public final class Announcement {
  private final Event event;
  private final Instant at;

  Announcement(Event event, Instant at) {
    this.event = event;
    this.at = at;
  }

  /** The part of the statement that stores it, where that table has a row. */
  public CommonTableExpression<?> where(Table<?> done) {
    var kind = event.kind();
    return DSL.name("announced")
        .as(
            insertInto(OUTBOX, OUTBOX.KIND, OUTBOX.VERSION, OUTBOX.BODY, OUTBOX.AT)
                .select(
                    select(
                            val(kind.label()),
                            val((short) kind.version()),
                            val(EventText.of(event)),
                            val(at))
                        .from(done))
                .returning(OUTBOX.ID));
  }
}
