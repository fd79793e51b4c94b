package stoa.base.bus;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.count;
import static stoa.schema.Tables.HANDLED;
import static stoa.schema.Tables.OUTBOX;
import static stoa.schema.Tables.PARKED;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** Events that were put aside. */
final class DeadLetterQueries {
  private final Db db;

  DeadLetterQueries(Db db) {
    this.db = db;
  }

  void park(String consumer, long event, int attempts, String fault, Instant now) {
    db.change(tx ->
        tx.sql()
            .insertInto(PARKED)
            .set(PARKED.CONSUMER, consumer)
            .set(PARKED.EVENT_ID, event)
            .set(PARKED.ATTEMPTS, attempts)
            .set(PARKED.FAULT, fault)
            .set(PARKED.PARKED_AT, now)
            .onConflict(PARKED.CONSUMER, PARKED.EVENT_ID)
            .doUpdate()
            .set(PARKED.ATTEMPTS, PARKED.ATTEMPTS.plus(1))
            .set(PARKED.FAULT, fault)
            .execute());
  }

  /**
   * Takes an event back from there, to be handled in this transaction or to be dropped; false where
   * somebody else has.
   */
  boolean take(Tx tx, String consumer, long event) {
    boolean taken =
        tx.sql()
                .deleteFrom(PARKED)
                .where(PARKED.CONSUMER.eq(consumer), PARKED.EVENT_ID.eq(event))
                .execute()
            == 1;
    if (taken) {
      tx.sql()
          .insertInto(HANDLED, HANDLED.CONSUMER, HANDLED.EVENT_ID)
          .values(consumer, event)
          .onConflictDoNothing()
          .execute();
    }
    return taken;
  }

  Optional<OutboxRow> stored(String consumer, long event) {
    return db.read(sql ->
        sql.select(
                OUTBOX.ID, OUTBOX.KIND, OUTBOX.VERSION.cast(Integer.class), OUTBOX.BODY, OUTBOX.AT)
            .from(PARKED)
            .join(OUTBOX)
            .on(OUTBOX.ID.eq(PARKED.EVENT_ID))
            .where(PARKED.CONSUMER.eq(consumer), PARKED.EVENT_ID.eq(event))
            .fetchOptional(mapping(OutboxRow::new)));
  }

  List<DeadLetter> page(int offset, int most) {
    return db.read(sql ->
        sql.select(
                PARKED.CONSUMER,
                PARKED.EVENT_ID,
                OUTBOX.KIND,
                OUTBOX.BODY,
                OUTBOX.AT,
                PARKED.ATTEMPTS,
                PARKED.FAULT,
                PARKED.PARKED_AT)
            .from(PARKED)
            .join(OUTBOX)
            .on(OUTBOX.ID.eq(PARKED.EVENT_ID))
            .orderBy(PARKED.PARKED_AT.desc(), PARKED.EVENT_ID, PARKED.CONSUMER)
            .limit(most)
            .offset(offset)
            .fetch(mapping(DeadLetter::new)));
  }

  Map<String, Integer> counts() {
    return db.read(sql ->
        sql.select(PARKED.CONSUMER, count())
            .from(PARKED)
            .groupBy(PARKED.CONSUMER)
            .fetchMap(PARKED.CONSUMER, count()));
  }
}
