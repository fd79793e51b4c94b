package stoa.base.bus;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.CONSUMER;
import static stoa.schema.Tables.OUTBOX;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;

/** The outbox as a stream: publishing it and reading it. */
final class OutboxQueries {
  /** Taken while places are given, so that they become visible in their order. */
  private static final long PLACING = 0x53746f61_706c6163L;

  /** Places that are looked at in one statement: see {@link #after}. */
  static final int WINDOW = 1_000;

  private final Db db;

  OutboxQueries(Db db) {
    this.db = db;
  }

  private static List<SelectField<?>> columns() {
    return List.of(OUTBOX.ID, OUTBOX.KIND, OUTBOX.VERSION, OUTBOX.BODY, OUTBOX.AT);
  }

  private static OutboxRow stored(Record row) {
    return new OutboxRow(
        row.get(OUTBOX.ID),
        row.get(OUTBOX.KIND),
        row.get(OUTBOX.VERSION),
        row.get(OUTBOX.BODY),
        row.get(OUTBOX.AT));
  }

  List<OutboxRow> unpublished(int most) {
    return db.read(sql ->
        sql.select(columns())
            .from(OUTBOX)
            .where(OUTBOX.PLACE.isNull())
            .orderBy(OUTBOX.ID)
            .limit(most)
            .fetch(OutboxQueries::stored));
  }

  /** Gives events their places, in the order of their ids; those that have one keep it. */
  void place(Collection<Long> ids, Instant now) {
    db.change(tx -> {
      tx.sql().select(DSL.function("pg_advisory_xact_lock", Object.class, val(PLACING))).fetch();
      var last =
          select(coalesce(max(OUTBOX.PLACE), inline(0L)).as("place")).from(OUTBOX).asTable("last");
      var next =
          select(OUTBOX.ID.as("next_id"), rowNumber().over().orderBy(OUTBOX.ID).as("step"))
              .from(OUTBOX)
              .where(among(OUTBOX.ID, ids), OUTBOX.PLACE.isNull())
              .asTable("next");
      tx.sql()
          .update(OUTBOX)
          .set(OUTBOX.PLACE, last.field("place", Long.class).plus(next.field("step", Long.class)))
          .set(OUTBOX.PUBLISHED_AT, now)
          .from(last, next)
          .where(OUTBOX.ID.eq(next.field("next_id", Long.class)))
          .execute();
    });
  }

  /** Wakes the server that publishes. */
  void signalLeader() {
    db.read(sql ->
        sql.select(DSL.function("pg_notify", Object.class, inline("stoa_outbox"), inline("")))
            .fetch());
  }

  /** Ends copies on all servers. Nothing is written, so it waits for no disk. */
  void notifyOthers(Set<String> tags) {
    db.change(tx -> tx.changes(tags));
  }

  /** Makes a consumer known: it receives what is announced from now on. */
  void enlist(String consumer, Instant now) {
    db.change(tx ->
        tx.sql()
            .insertInto(CONSUMER, CONSUMER.NAME, CONSUMER.DONE, CONSUMER.CREATED_AT)
            .select(
                select(val(consumer), coalesce(max(OUTBOX.PLACE), inline(0L)), val(now))
                    .from(OUTBOX))
            .onConflictDoNothing()
            .execute());
  }

  long done(String consumer) {
    return db.read(sql -> done(sql, consumer));
  }

  static long done(DSLContext sql, String consumer) {
    return sql.select(CONSUMER.DONE)
        .from(CONSUMER)
        .where(CONSUMER.NAME.eq(consumer))
        .fetchSingle()
        .value1();
  }

  /**
   * Events after a place, and the place up to which there are no others of these kinds.
   *
   * @param more whether something stands after that place
   */
  record Next(List<OutboxRow> events, long upTo, boolean more) {}

  Next after(long place, Collection<String> kinds, int most) {
    return db.read(sql -> {
      // First: what gets its place between the two statements belongs to the next reading.
      long last = lastPlace(sql);
      long upTo = place;
      while (upTo < last) {
        long from = upTo;
        // A bounded look, however poor the planner's idea of a quickly growing table is.
        upTo = Math.min(last, from + WINDOW);
        var rows =
            sql.select(columns())
                .select(OUTBOX.PLACE)
                .from(OUTBOX)
                .where(OUTBOX.PLACE.gt(from), OUTBOX.PLACE.le(upTo), OUTBOX.KIND.in(kinds))
                .orderBy(OUTBOX.PLACE)
                .limit(most)
                .fetch();
        if (rows.isNotEmpty()) {
          long read = rows.size() < most ? upTo : rows.getLast().get(OUTBOX.PLACE);
          return new Next(rows.map(OutboxQueries::stored), read, read < last);
        }
      }
      return new Next(List.of(), upTo, false);
    });
  }

  static long lastPlace(DSLContext sql) {
    return sql.select(coalesce(max(OUTBOX.PLACE), inline(0L))).from(OUTBOX).fetchSingle().value1();
  }

  List<OutboxRow> byIds(Collection<Long> ids) {
    return db.read(sql ->
        sql.select(columns())
            .from(OUTBOX)
            .where(among(OUTBOX.ID, ids))
            .orderBy(OUTBOX.ID)
            .fetch(OutboxQueries::stored));
  }

  /** What waits to be published. */
  record Unsent(int count, @Nullable Instant oldest) {}

  Unsent unsent() {
    return db.read(sql ->
        sql.select(count(), min(OUTBOX.AT))
            .from(OUTBOX)
            .where(OUTBOX.PLACE.isNull())
            .fetchSingle(mapping(Unsent::new)));
  }
}
