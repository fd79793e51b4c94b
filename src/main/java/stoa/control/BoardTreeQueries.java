package stoa.control;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_FORMER_SLUG;
import static stoa.schema.Tables.TALLY;
import static stoa.schema.Tables.TOPIC;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** The tree of boards as administrators change it. */
final class BoardTreeQueries {
  private final Db db;

  BoardTreeQueries(Db db) {
    this.db = db;
  }

  /** A category or board. */
  record Row(
      long id,
      @Nullable Long parentId,
      String title,
      String slug,
      String description,
      int position,
      boolean closed,
      long topics,
      boolean hasTopics) {}

  List<Row> all() {
    return db.read(sql -> rows(sql));
  }

  /** The same, with every board locked: one administrator changes the tree at a time. */
  List<Row> allLocked(Tx tx) {
    tx.sql().select(BOARD.ID).from(BOARD).orderBy(BOARD.ID).forNoKeyUpdate().fetch();
    return rows(tx.sql());
  }

  private static List<Row> rows(DSLContext sql) {
    return sql.select(
            BOARD.ID,
            BOARD.PARENT_ID,
            BOARD.TITLE,
            BOARD.SLUG,
            BOARD.DESCRIPTION,
            BOARD.POSITION,
            BOARD.CLOSED_AT.isNotNull(),
            BOARD.TOPIC_COUNT,
            field(exists(selectOne().from(TOPIC).where(TOPIC.BOARD_ID.eq(BOARD.ID)))))
        .from(BOARD)
        .orderBy(BOARD.POSITION, BOARD.ID)
        .fetch(mapping(Row::new));
  }

  boolean slugTaken(Tx tx, String slug, long exceptId) {
    return tx.sql()
        .select(exists(selectOne().from(BOARD).where(BOARD.SLUG.eq(slug), BOARD.ID.ne(exceptId))))
        .fetchSingle()
        .value1();
  }

  int nextPosition(Tx tx, @Nullable Long parent) {
    return tx.sql()
        .select(coalesce(max(BOARD.POSITION), inline(0)).plus(1))
        .from(BOARD)
        .where(siblings(parent))
        .fetchSingle()
        .value1();
  }

  private static Condition siblings(@Nullable Long parent) {
    return parent == null ? BOARD.PARENT_ID.isNull() : BOARD.PARENT_ID.eq(parent);
  }

  long insert(
      Tx tx,
      @Nullable Long parent,
      String title,
      String slug,
      String description,
      int position,
      Instant now) {
    tx.sql().deleteFrom(BOARD_FORMER_SLUG).where(BOARD_FORMER_SLUG.SLUG.eq(slug)).execute();
    return tx.sql()
        .insertInto(BOARD)
        .set(BOARD.PARENT_ID, parent)
        .set(BOARD.TITLE, title)
        .set(BOARD.SLUG, slug)
        .set(BOARD.DESCRIPTION, description)
        .set(BOARD.POSITION, position)
        .set(BOARD.CREATED_AT, now)
        .returningResult(BOARD.ID)
        .fetchSingle()
        .value1();
  }

  void update(Tx tx, long id, String title, String slug, String description) {
    tx.sql()
        .update(BOARD)
        .set(BOARD.TITLE, title)
        .set(BOARD.SLUG, slug)
        .set(BOARD.DESCRIPTION, description)
        .where(BOARD.ID.eq(id))
        .execute();
  }

  /** Old links to the board go on working under that slug, until another board takes it. */
  void remember(Tx tx, long id, String formerSlug, String newSlug) {
    tx.sql().deleteFrom(BOARD_FORMER_SLUG).where(BOARD_FORMER_SLUG.SLUG.eq(newSlug)).execute();
    tx.sql()
        .insertInto(BOARD_FORMER_SLUG, BOARD_FORMER_SLUG.SLUG, BOARD_FORMER_SLUG.BOARD_ID)
        .values(formerSlug, id)
        .onConflict(BOARD_FORMER_SLUG.SLUG)
        .doUpdate()
        .set(BOARD_FORMER_SLUG.BOARD_ID, id)
        .execute();
  }

  void place(Tx tx, long id, @Nullable Long parent, int position) {
    tx.sql()
        .update(BOARD)
        .set(BOARD.PARENT_ID, parent)
        .set(BOARD.POSITION, position)
        .where(BOARD.ID.eq(id))
        .execute();
  }

  void close(Tx tx, long id, @Nullable Instant at, @Nullable Long by) {
    tx.sql()
        .update(BOARD)
        .set(BOARD.CLOSED_AT, at)
        .set(BOARD.CLOSED_BY, by)
        .where(BOARD.ID.eq(id))
        .execute();
  }

  void remove(Tx tx, long id) {
    tx.sql().deleteFrom(BOARD).where(BOARD.ID.eq(id)).execute();
  }

  /** What the administrator's front page counts. */
  record Totals(long topics, long posts, long members) {}

  Totals totals() {
    return db.read(sql ->
        sql.select(
                coalesce(sum(BOARD.TOPIC_COUNT), inline(BigDecimal.ZERO)),
                coalesce(sum(BOARD.POST_COUNT), inline(BigDecimal.ZERO)),
                field(select(TALLY.VALUE).from(TALLY).where(TALLY.NAME.eq("members"))))
            .from(BOARD)
            .fetchSingle(
                mapping((topics, posts, members) ->
                    new Totals(topics.longValue(), posts.longValue(), members))));
  }
}
