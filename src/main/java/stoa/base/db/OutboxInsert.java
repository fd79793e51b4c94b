package stoa.base.db;

import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.OUTBOX;

import java.time.Instant;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import stoa.event.Event;
import stoa.event.EventText;

/** An event for a statement that stores it itself; see {@link Db#writeAtOnce}. */
public final class OutboxInsert {
  private static final String KIND = "event_kind";
  private static final String VERSION = "event_version";
  private static final String BODY = "event_body";
  private static final String AT = "event_at";

  private final Event event;
  private final Instant at;

  OutboxInsert(Event event, Instant at) {
    this.event = event;
    this.at = at;
  }

  /** The part of a {@link PreparedSql} statement that stores it, where that table has a row. */
  public static CommonTableExpression<?> where(Table<?> done) {
    return name("announced")
        .as(
            insertInto(OUTBOX, OUTBOX.KIND, OUTBOX.VERSION, OUTBOX.BODY, OUTBOX.AT)
                .select(
                    select(
                            param(KIND, OUTBOX.KIND),
                            param(VERSION, OUTBOX.VERSION),
                            param(BODY, OUTBOX.BODY),
                            param(AT, OUTBOX.AT))
                        .from(done))
                .returning(OUTBOX.ID));
  }

  /** Adds the values of that part. */
  public void into(Map<String, @Nullable Object> values) {
    values.put(KIND, event.kind().label());
    values.put(VERSION, (short) event.kind().version());
    values.put(BODY, EventText.of(event));
    values.put(AT, at);
  }
}
