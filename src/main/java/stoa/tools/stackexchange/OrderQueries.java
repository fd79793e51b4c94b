package stoa.tools.stackexchange;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sequence;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.IMPORT_COMMENT;
import static stoa.schema.Tables.IMPORT_FAULT;
import static stoa.schema.Tables.IMPORT_MAP;
import static stoa.schema.Tables.IMPORT_ORDER;
import static stoa.schema.Tables.IMPORT_POST;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.InsertValuesStep7;
import org.jooq.Record;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import stoa.base.db.Tx;
import stoa.schema.tables.ImportPost;
import stoa.tools.stackexchange.StageQueries.Run;

/**
 * Gives every topic and post its id, and every post its place: in a topic the question first, then
 * answers and comments as they came. PostgreSQL sorts, on disk where memory does not suffice.
 */
final class OrderQueries {
  private static final Field<Long> TOPIC = field(name("topic"), SQLDataType.BIGINT);
  private static final Field<Integer> RANK = field(name("rank"), SQLDataType.INTEGER);
  private static final Field<Instant> AT = field(name("at"), SQLDataType.INSTANT);
  private static final Field<Boolean> COMMENT = field(name("comment"), SQLDataType.BOOLEAN);
  private static final Field<Long> OLD_ID = field(name("old_id"), SQLDataType.BIGINT);
  private static final Field<Long> NUMBER = field(name("number"), SQLDataType.BIGINT);
  private static final Field<Integer> POSITION = field(name("position"), SQLDataType.INTEGER);
  private static final Field<Integer> POSTS = field(name("posts"), SQLDataType.INTEGER);
  private static final Field<Long> POST_ID = field(name("post_id"), SQLDataType.BIGINT);

  /** In the order of their old ids, so that the new ones grow with time too. */
  void giveTopicsIds(Tx tx, Run run) {
    var questions =
        select(IMPORT_POST.OLD_ID.as(OLD_ID))
            .from(IMPORT_POST)
            .where(IMPORT_POST.PARENT.isNull())
            .orderBy(IMPORT_POST.OLD_ID)
            .asTable("questions");
    tx.sql()
        .insertInto(
            IMPORT_MAP, IMPORT_MAP.RUN_ID, IMPORT_MAP.KIND, IMPORT_MAP.OLD_ID, IMPORT_MAP.NEW_ID)
        .select(
            select(val(run.id()), inline("topic"), OLD_ID, next("topic_id_seq")).from(questions))
        .execute();
  }

  void orderPosts(Tx tx, Run run) {
    tx.sql().truncate(IMPORT_ORDER).execute();
    tx.sql()
        .insertInto(
            IMPORT_ORDER,
            IMPORT_ORDER.NUMBER,
            IMPORT_ORDER.POST_ID,
            IMPORT_ORDER.TOPIC_ID,
            IMPORT_ORDER.POSITION,
            IMPORT_ORDER.POST_COUNT,
            IMPORT_ORDER.COMMENT,
            IMPORT_ORDER.OLD_ID)
        .select(
            select(NUMBER, POST_ID, TOPIC, POSITION, POSTS, COMMENT, OLD_ID)
                .from(withIds(placed(run)))
                .orderBy(NUMBER))
        .execute();
  }

  /**
   * What was just filled, for the planner: it would else read whole tables for each batch. jOOQ has
   * no typed ANALYZE; these are constants.
   */
  void analyze(Tx tx) {
    tx.sql().query("analyze import_post").execute();
    tx.sql().query("analyze import_comment").execute();
    tx.sql().query("analyze import_order").execute();
    tx.sql().query("analyze import_map").execute();
  }

  /**
   * Ids in the order of time: profiles list a member's posts by them. A sequence's next value is
   * taken once the inner select is sorted.
   */
  private static Table<?> withIds(Table<?> placed) {
    var byTime = select().from(placed).orderBy(AT, COMMENT, OLD_ID).asTable("by_time");
    return select(NUMBER, next("post_id_seq").as(POST_ID), TOPIC, POSITION, POSTS, COMMENT, OLD_ID)
        .from(byTime)
        .asTable("with_ids");
  }

  private static Table<?> placed(Run run) {
    return select(
            rowNumber()
                .over()
                .orderBy(TOPIC, RANK, AT, COMMENT, OLD_ID)
                .cast(SQLDataType.BIGINT)
                .as(NUMBER),
            rowNumber()
                .over()
                .partitionBy(TOPIC)
                .orderBy(RANK, AT, COMMENT, OLD_ID)
                .cast(SQLDataType.INTEGER)
                .as(POSITION),
            count().over().partitionBy(TOPIC).cast(SQLDataType.INTEGER).as(POSTS),
            TOPIC,
            AT,
            COMMENT,
            OLD_ID)
        .from(posts(run).unionAll(comments(run)).asTable("every"))
        .asTable("placed");
  }

  private static Select<Record6<Long, Long, Integer, Instant, Boolean, Long>> posts(Run run) {
    var topics = IMPORT_MAP.as("topics");
    return select(
            topics.NEW_ID.as(TOPIC),
            IMPORT_POST.OLD_ID.as("post"),
            when(IMPORT_POST.PARENT.isNull(), inline(0)).otherwise(inline(1)).as(RANK),
            IMPORT_POST.CREATED_AT.as(AT),
            inline(false).as(COMMENT),
            IMPORT_POST.OLD_ID.as(OLD_ID))
        .from(IMPORT_POST)
        .join(topics)
        .on(topics.RUN_ID.eq(run.id()), topics.KIND.eq(inline("topic")))
        .and(topics.OLD_ID.eq(coalesce(IMPORT_POST.PARENT, IMPORT_POST.OLD_ID)));
  }

  private static Select<Record6<Long, Long, Integer, Instant, Boolean, Long>> comments(Run run) {
    ImportPost answered = IMPORT_POST.as("answered");
    var topics = IMPORT_MAP.as("topics");
    return select(
            topics.NEW_ID,
            answered.OLD_ID,
            inline(1),
            // Never before the post that it answers, whatever the clocks said.
            greatest(IMPORT_COMMENT.CREATED_AT, answered.CREATED_AT),
            inline(true),
            IMPORT_COMMENT.OLD_ID)
        .from(IMPORT_COMMENT)
        .join(answered)
        .on(answered.OLD_ID.eq(IMPORT_COMMENT.POST))
        .join(topics)
        .on(topics.RUN_ID.eq(run.id()), topics.KIND.eq(inline("topic")))
        .and(topics.OLD_ID.eq(coalesce(answered.PARENT, answered.OLD_ID)));
  }

  /** Answers without their question and comments without their post. */
  void listOrphans(Tx tx, Run run, String stage) {
    var placed = IMPORT_ORDER.as("placed_order");
    into(tx)
        .select(
            select(
                    val(run.id()),
                    val(stage),
                    inline("Posts.xml"),
                    IMPORT_POST.LINE,
                    concat(
                        inline("answers the question "),
                        IMPORT_POST.PARENT,
                        inline(", which is missing")),
                    inline(1L),
                    inline(true))
                .from(IMPORT_POST)
                .where(
                    notExists(
                        selectOne()
                            .from(placed)
                            .where(placed.COMMENT.isFalse(), placed.OLD_ID.eq(IMPORT_POST.OLD_ID))))
                .orderBy(IMPORT_POST.ROW_NUMBER))
        .execute();
    into(tx)
        .select(
            select(
                    val(run.id()),
                    val(stage),
                    inline("Comments.xml"),
                    IMPORT_COMMENT.LINE,
                    concat(
                        inline("is about the post "),
                        IMPORT_COMMENT.POST,
                        inline(", which is missing")),
                    inline(1L),
                    inline(true))
                .from(IMPORT_COMMENT)
                .where(
                    notExists(
                        selectOne()
                            .from(placed)
                            .where(
                                placed.COMMENT.isTrue(), placed.OLD_ID.eq(IMPORT_COMMENT.OLD_ID))))
                .orderBy(IMPORT_COMMENT.ROW_NUMBER))
        .execute();
  }

  private static InsertValuesStep7<Record, Integer, String, String, Long, String, Long, Boolean>
      into(Tx tx) {
    return tx.sql()
        .insertInto(
            IMPORT_FAULT,
            IMPORT_FAULT.RUN_ID,
            IMPORT_FAULT.STAGE,
            IMPORT_FAULT.FILE,
            IMPORT_FAULT.LINE,
            IMPORT_FAULT.REASON,
            IMPORT_FAULT.ROW_COUNT,
            IMPORT_FAULT.BAD);
  }

  private static Field<Long> next(String sequence) {
    return sequence(name(sequence), SQLDataType.BIGINT).nextval();
  }
}
