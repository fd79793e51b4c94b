package stoa.base.bus;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.CONSUMER;
import static stoa.schema.Tables.HANDLED;
import static stoa.schema.Tables.OUTBOX;
import static stoa.schema.Tables.PARKED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** What each consumer has done. */
final class ConsumerQueries {
  /** Places that are looked through behind one that is not done, for others that are not. */
  private static final int BEHIND_ONE = 10_000;

  private final Db db;

  ConsumerQueries(Db db) {
    this.db = db;
  }

  /**
   * Marks events as handled, and says which were not before. A second delivery that comes while the
   * first is at work waits here for its end.
   */
  Set<Long> claim(Tx tx, String consumer, Collection<Long> events) {
    return tx.sql()
        .insertInto(HANDLED, HANDLED.CONSUMER, HANDLED.EVENT_ID)
        .select(
            select(val(consumer), OUTBOX.ID)
                .from(OUTBOX)
                .where(among(OUTBOX.ID, events), undone(consumer), notParked(consumer))
                .orderBy(OUTBOX.ID)) // the same for all, so that none waits for one that waits
        .onConflictDoNothing()
        .returning(HANDLED.EVENT_ID)
        .fetchSet(HANDLED.EVENT_ID);
  }

  /** Not yet below the consumer's mark, where the single marks are forgotten. */
  private static Condition undone(String consumer) {
    return OUTBOX
        .PLACE
        .isNull()
        .or(
            OUTBOX.PLACE.gt(
                select(CONSUMER.DONE).from(CONSUMER).where(CONSUMER.NAME.eq(consumer))));
  }

  boolean handled(String consumer, long event) {
    return db.read(sql ->
        !sql.fetchExists(
            selectOne()
                .from(OUTBOX)
                .where(
                    OUTBOX.ID.eq(event),
                    undone(consumer),
                    notHandled(consumer),
                    notParked(consumer))));
  }

  /** Marks an event whose effect is not in this transaction. */
  void mark(String consumer, long event) {
    db.change(tx -> claim(tx, consumer, List.of(event)));
  }

  private static Condition notHandled(String consumer) {
    return notExists(
        selectOne()
            .from(HANDLED)
            .where(HANDLED.CONSUMER.eq(consumer), HANDLED.EVENT_ID.eq(OUTBOX.ID)));
  }

  private static Condition notParked(String consumer) {
    return notExists(
        selectOne()
            .from(PARKED)
            .where(PARKED.CONSUMER.eq(consumer), PARKED.EVENT_ID.eq(OUTBOX.ID)));
  }

  /**
   * Lets this transaction's commit return before it is on disk. What a crash of the database then
   * takes back is the effect and its mark together, and the event is delivered again.
   */
  void relaxed(Tx tx) {
    tx.sql()
        .select(
            DSL.function(
                "set_config",
                String.class,
                inline("synchronous_commit"),
                inline("off"),
                inline(true)))
        .fetch();
  }

  /** An event that a consumer has not done yet. */
  record Open(long id, long place, Instant at, @Nullable Instant published) {}

  /**
   * The first events that are not done, in the order of their places.
   *
   * @param more whether others may follow them; false where there are none
   * @param last the place of the last that is published
   */
  record ProgressCheck(List<Open> open, boolean more, long last) {}

  ProgressCheck survey(String consumer, Collection<String> kinds, int most) {
    return db.read(sql -> {
      long last = OutboxQueries.lastPlace(sql); // first: see OutboxQueries.after
      long upTo = OutboxQueries.done(sql, consumer);
      var open = new ArrayList<Open>();
      while (upTo < last
          && open.size() < most
          && (open.isEmpty() || upTo < open.getFirst().place() + BEHIND_ONE)) {
        long from = upTo;
        upTo = Math.min(last, from + OutboxQueries.WINDOW);
        open.addAll(
            sql.select(OUTBOX.ID, OUTBOX.PLACE, OUTBOX.AT, OUTBOX.PUBLISHED_AT)
                .from(OUTBOX)
                .where(
                    OUTBOX.PLACE.gt(from),
                    OUTBOX.PLACE.le(upTo),
                    OUTBOX.KIND.in(kinds),
                    notHandled(consumer),
                    notParked(consumer))
                .orderBy(OUTBOX.PLACE)
                .limit(most - open.size())
                .fetch(mapping(Open::new)));
      }
      return new ProgressCheck(open, open.size() == most || upTo < last, last);
    });
  }

  /** Everything up to that place is done. */
  void advance(String consumer, long place) {
    db.change(tx ->
        tx.sql()
            .update(CONSUMER)
            .set(CONSUMER.DONE, greatest(CONSUMER.DONE, val(place)))
            .where(CONSUMER.NAME.eq(consumer), CONSUMER.DONE.lt(place))
            .execute());
  }

  /**
   * Forgets marks that the consumer's own mark makes needless, among so many that follow one. Only
   * of events published before that moment: a claim that is at work now may have read the older
   * mark.
   */
  Forgotten forgetMarks(String consumer, Instant before, long after, int most) {
    return db.write(tx -> {
      DSLContext sql = tx.sql();
      Long last =
          sql.select(HANDLED.EVENT_ID)
              .from(HANDLED)
              .where(HANDLED.CONSUMER.eq(consumer), HANDLED.EVENT_ID.gt(after))
              .orderBy(HANDLED.EVENT_ID)
              .offset(most - 1)
              .limit(1)
              .fetchOne(HANDLED.EVENT_ID);
      long upTo = last == null ? Long.MAX_VALUE : last;
      int gone =
          sql.deleteFrom(HANDLED)
              .using(OUTBOX)
              .where(
                  HANDLED.CONSUMER.eq(consumer),
                  HANDLED.EVENT_ID.gt(after),
                  HANDLED.EVENT_ID.le(upTo),
                  OUTBOX.ID.eq(HANDLED.EVENT_ID),
                  OUTBOX.ID.gt(after),
                  OUTBOX.ID.le(upTo),
                  OUTBOX.PUBLISHED_AT.lt(before),
                  OUTBOX.PLACE.le(
                      select(CONSUMER.DONE).from(CONSUMER).where(CONSUMER.NAME.eq(consumer))))
              .execute();
      return new Forgotten(gone, last);
    });
  }

  /**
   * How much is gone of what was looked at.
   *
   * @param last where to go on; null where nothing follows
   */
  record Forgotten(int gone, @Nullable Long last) {}

  /**
   * Forgets events that all consumers have done and that were published before that moment, at most
   * so many. The last one stays: the next place is counted from it.
   */
  int forgetEvents(Instant before, int most) {
    return db.write(tx -> {
      DSLContext sql = tx.sql();
      long last = OutboxQueries.lastPlace(sql);
      return sql.deleteFrom(OUTBOX)
          .where(
              OUTBOX.ID.in(
                  select(OUTBOX.ID)
                      .from(OUTBOX)
                      .where(
                          OUTBOX.PLACE.le(
                              select(coalesce(min(CONSUMER.DONE), inline(0L))).from(CONSUMER)),
                          OUTBOX.PLACE.lt(last),
                          OUTBOX.PUBLISHED_AT.lt(before),
                          notExists(selectOne().from(PARKED).where(PARKED.EVENT_ID.eq(OUTBOX.ID))))
                      .orderBy(OUTBOX.PLACE)
                      .limit(most)))
          .execute();
    });
  }
}
