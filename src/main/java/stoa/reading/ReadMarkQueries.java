package stoa.reading;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.TOPIC_READ;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jooq.impl.DSL;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** What is written down of how far members have read. */
final class ReadMarkQueries {
  /** Rows forgotten in one transaction. */
  private static final int FORGOTTEN_AT_ONCE = 10_000;

  private static final int WRITTEN_AT_ONCE = 5_000;

  private final Db db;
  private final Duration horizon;

  /**
   * @param horizon what is older counts as read
   */
  ReadMarkQueries(Db db, Duration horizon) {
    this.db = db;
    this.horizon = horizon;
  }

  /** Writes down how far members have read, never back. */
  void write(SortedMap<ReadMarks.Mark, Integer> marks, Instant now) {
    var left = List.copyOf(marks.entrySet());
    for (int from = 0; from < left.size(); from += WRITTEN_AT_ONCE) {
      writeSome(left.subList(from, Math.min(left.size(), from + WRITTEN_AT_ONCE)), now);
    }
  }

  private void writeSome(List<Map.Entry<ReadMarks.Mark, Integer>> marks, Instant now) {
    Long[] members = marks.stream().map(mark -> mark.getKey().member()).toArray(Long[]::new);
    Long[] topics = marks.stream().map(mark -> mark.getKey().topic()).toArray(Long[]::new);
    Integer[] positions = marks.stream().map(Map.Entry::getValue).toArray(Integer[]::new);
    // Arrays, so that any number of marks is one text and one statement.
    var rows =
        DSL.table("unnest({0}, {1}, {2})", val(members), val(topics), val(positions))
            .as("mark", "account_id", "topic_id", "position");
    db.change(tx ->
        tx.sql()
            .insertInto(
                TOPIC_READ,
                TOPIC_READ.ACCOUNT_ID,
                TOPIC_READ.TOPIC_ID,
                TOPIC_READ.POSITION,
                TOPIC_READ.READ_ON)
            .select(
                select(
                        field(name("mark", "account_id"), Long.class),
                        field(name("mark", "topic_id"), Long.class),
                        field(name("mark", "position"), Integer.class),
                        val(day(now)))
                    .from(rows))
            .onConflict(TOPIC_READ.ACCOUNT_ID, TOPIC_READ.TOPIC_ID)
            .doUpdate()
            .set(TOPIC_READ.POSITION, excluded(TOPIC_READ.POSITION))
            .set(TOPIC_READ.READ_ON, excluded(TOPIC_READ.READ_ON))
            .where(TOPIC_READ.POSITION.lt(excluded(TOPIC_READ.POSITION)))
            .execute());
  }

  /** Forgets marks from before the horizon: what they say is read by its age. */
  void forget(Instant now) {
    LocalDate before = day(now.minus(horizon).minus(Duration.ofDays(1)));
    int forgotten;
    do {
      forgotten = db.write(tx -> forgetSome(tx, before));
    } while (forgotten == FORGOTTEN_AT_ONCE);
  }

  private static int forgetSome(Tx tx, LocalDate before) {
    return tx.sql()
        .deleteFrom(TOPIC_READ)
        .where(
            row(TOPIC_READ.ACCOUNT_ID, TOPIC_READ.TOPIC_ID)
                .in(
                    select(TOPIC_READ.ACCOUNT_ID, TOPIC_READ.TOPIC_ID)
                        .from(TOPIC_READ)
                        .where(TOPIC_READ.READ_ON.lt(before))
                        .limit(FORGOTTEN_AT_ONCE)))
        .execute();
  }

  static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
