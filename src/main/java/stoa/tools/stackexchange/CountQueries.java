package stoa.tools.stackexchange;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.IMPORT_ORDER;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TAG;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_TAG;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import stoa.base.db.Tx;

/**
 * The counts that pages show, raised at the end by all that was imported. Raised, not computed: the
 * forum may be open meanwhile.
 */
final class CountQueries {
  private static final Field<Long> TOPICS = field(name("sums", "topics"), SQLDataType.BIGINT);
  private static final Field<Long> POSTS = field(name("sums", "posts"), SQLDataType.BIGINT);
  private static final Field<Long> KEY = field(name("sums", "key"), SQLDataType.BIGINT);

  void all(Tx tx, long board) {
    // In the order in which posting locks rows: board, account, tag.
    board(tx, board);
    accounts(tx);
    tags(tx);
  }

  private static void board(Tx tx, long board) {
    tx.sql()
        .update(BOARD)
        .set(BOARD.TOPIC_COUNT, BOARD.TOPIC_COUNT.plus(orders(IMPORT_ORDER.POSITION.eq(1))))
        .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(orders(IMPORT_ORDER.POSITION.gt(0))))
        .set(
            BOARD.LAST_POST_ID,
            field(
                select(TOPIC.LAST_POST_ID)
                    .from(TOPIC)
                    .where(TOPIC.BOARD_ID.eq(board), TOPIC.DELETED_AT.isNull())
                    .orderBy(TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc())
                    .limit(1)))
        .where(BOARD.ID.eq(board))
        .execute();
  }

  private static Field<Long> orders(Condition which) {
    return field(selectCount().from(IMPORT_ORDER).where(which)).cast(SQLDataType.BIGINT);
  }

  private static void accounts(Tx tx) {
    var sums =
        select(
                POST.AUTHOR_ID.as("key"),
                count().as("posts"),
                count(when(POST.POSITION.eq(1), inline(1))).as("topics"))
            .from(IMPORT_ORDER)
            .join(POST)
            .on(POST.ID.eq(IMPORT_ORDER.POST_ID))
            .where(POST.AUTHOR_ID.isNotNull())
            .groupBy(POST.AUTHOR_ID)
            .asTable("sums");
    tx.sql()
        .update(ACCOUNT)
        .set(ACCOUNT.POST_COUNT, ACCOUNT.POST_COUNT.plus(POSTS))
        .set(ACCOUNT.TOPIC_COUNT, ACCOUNT.TOPIC_COUNT.plus(TOPICS))
        .from(sums)
        .where(ACCOUNT.ID.eq(KEY))
        .execute();
  }

  private static void tags(Tx tx) {
    var sums =
        select(TOPIC_TAG.TAG_ID.as("key"), count().as("topics"))
            .from(IMPORT_ORDER)
            .join(TOPIC_TAG)
            .on(TOPIC_TAG.TOPIC_ID.eq(IMPORT_ORDER.TOPIC_ID))
            .where(IMPORT_ORDER.POSITION.eq(1))
            .groupBy(TOPIC_TAG.TAG_ID)
            .asTable("sums");
    tx.sql()
        .update(TAG)
        .set(TAG.TOPIC_COUNT, TAG.TOPIC_COUNT.plus(TOPICS))
        .from(sums)
        .where(TAG.ID.eq(KEY))
        .execute();
  }
}
