package stoa.topic;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.SUBMISSION;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Instant;
import java.util.Optional;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.web.Urls;
import stoa.event.Event;
import stoa.topic.PostQueries.Rendered;

/**
 * A reply as nearly all are, in one statement that is a transaction of its own. Its topic and its
 * board are then locked for as long as the statement and the disk take, not for the ways to the
 * database and back between several.
 */
final class ReplyQueries {
  /** The topic, locked, where it takes the reply. */
  private static final Table<Record> TAKEN = table(name("taken"));

  private static final Table<Record> CLAIMED = table(name("claimed"));

  /** The reply's place, where the form has not come before. */
  private static final Table<Record> PLACED = table(name("placed"));

  private static final Field<Integer> TAKEN_PLACE = field(name("taken", "place"), Integer.class);
  private static final Field<Integer> PLACE = field(name("placed", "place"), Integer.class);

  private static final Field<Long> NEXT = PostQueries.POST_IDS.nextval().as("next");

  private final Db db;

  ReplyQueries(Db db) {
    this.db = db;
  }

  /** A topic, and the number of a reply to it. */
  Optional<Topics.Answered> answered(long topicId) {
    return db.read(sql ->
        sql.select(TopicQueries.HEAD)
            .select(NEXT)
            .from(TOPIC)
            .where(TOPIC.ID.eq(topicId))
            .fetchOptional(row -> new Topics.Answered(TopicQueries.head(row), row.get(NEXT))));
  }

  /**
   * A reply to be.
   *
   * @param parent the post that is answered; one of another topic is as good as none
   * @param once of the form, which makes one post
   */
  record NewReply(
      long topicId,
      long boardId,
      long id,
      long author,
      boolean moderator,
      @Nullable Long parent,
      Rendered text,
      String once,
      Instant at) {}

  /**
   * Its place; nothing, and nothing is changed, where the topic does not take it, has moved, or the
   * form has come before.
   */
  Optional<Integer> add(NewReply reply) {
    return db.writeAtOnce(
        new Event.Replied(reply.topicId(), reply.id(), reply.boardId(), reply.author()),
        // The board is locked before the account: the main part comes first.
        (sql, announcement) ->
            sql.with(taken(reply))
                .with(claimed(reply))
                .with(placed())
                .with(posted(reply))
                .with(extended(reply))
                .with(watched(reply))
                .with(written(reply))
                .with(announcement.where(PLACED))
                .update(BOARD)
                .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(1))
                .set(BOARD.LAST_POST_ID, reply.id())
                .from(PLACED)
                .where(BOARD.ID.eq(reply.boardId()))
                .returningResult(PLACE)
                .fetchOptional(PLACE));
  }

  private static CommonTableExpression<?> taken(NewReply reply) {
    return name("taken")
        .as(
            select(TOPIC.POST_COUNT.plus(1).as("place"))
                .from(TOPIC)
                .where(
                    TOPIC.ID.eq(reply.topicId()),
                    TOPIC.BOARD_ID.eq(reply.boardId()),
                    TOPIC.DELETED_AT.isNull(),
                    TOPIC.HELD_AT.isNull(),
                    reply.moderator() ? noCondition() : TOPIC.LOCKED_AT.isNull())
                .forNoKeyUpdate());
  }

  private static CommonTableExpression<?> claimed(NewReply reply) {
    return name("claimed")
        .as(
            insertInto(
                    SUBMISSION,
                    SUBMISSION.ACCOUNT_ID,
                    SUBMISSION.ONCE,
                    SUBMISSION.LOCATION,
                    SUBMISSION.CREATED_AT)
                .select(
                    select(
                            val(reply.author()),
                            val(reply.once()),
                            val(Urls.post(reply.id())),
                            val(reply.at()))
                        .from(TAKEN))
                .onConflictDoNothing()
                .returning(SUBMISSION.ACCOUNT_ID));
  }

  private static CommonTableExpression<?> placed() {
    return name("placed").as(select(TAKEN_PLACE).from(TAKEN).crossJoin(CLAIMED));
  }

  private static CommonTableExpression<?> posted(NewReply reply) {
    var parent =
        field(
            select(POST.ID)
                .from(POST)
                .where(POST.ID.eq(reply.parent()), POST.TOPIC_ID.eq(reply.topicId())));
    return name("posted")
        .as(
            insertInto(
                    POST,
                    POST.ID,
                    POST.TOPIC_ID,
                    POST.POSITION,
                    POST.AUTHOR_ID,
                    POST.PARENT_ID,
                    POST.SOURCE,
                    POST.HTML,
                    POST.RENDERER,
                    POST.CREATED_AT)
                .select(
                    select(
                            val(reply.id()),
                            val(reply.topicId()),
                            PLACE,
                            val(reply.author()),
                            reply.parent() == null ? val(null, POST.PARENT_ID) : parent,
                            val(reply.text().source()),
                            val(reply.text().html()),
                            val((short) reply.text().renderer()),
                            val(reply.at()))
                        .from(PLACED))
                .returning(POST.ID));
  }

  private static CommonTableExpression<?> extended(NewReply reply) {
    return name("extended")
        .as(
            update(TOPIC)
                .set(TOPIC.POST_COUNT, PLACE)
                .set(TOPIC.REPLY_COUNT, TOPIC.REPLY_COUNT.plus(1))
                .set(TOPIC.LAST_POST_ID, reply.id())
                .set(TOPIC.LAST_POST_AT, reply.at())
                .set(TOPIC.LAST_AUTHOR_ID, reply.author())
                .set(TOPIC.LAST_AUTHOR_NAME, (String) null)
                .from(PLACED)
                .where(TOPIC.ID.eq(reply.topicId()))
                .returning(TOPIC.ID));
  }

  /** See {@link PostQueries}: whoever writes in a topic watches it from then on. */
  private static CommonTableExpression<?> watched(NewReply reply) {
    return name("watched")
        .as(
            insertInto(
                    TOPIC_WATCH,
                    TOPIC_WATCH.ACCOUNT_ID,
                    TOPIC_WATCH.TOPIC_ID,
                    TOPIC_WATCH.LEVEL,
                    TOPIC_WATCH.SINCE)
                .select(
                    select(val(reply.author()), val(reply.topicId()), val("WATCH"), val(reply.at()))
                        .from(PLACED))
                .onConflictDoNothing()
                .returning(TOPIC_WATCH.TOPIC_ID));
  }

  private static CommonTableExpression<?> written(NewReply reply) {
    return name("written")
        .as(
            update(ACCOUNT)
                .set(ACCOUNT.POST_COUNT, ACCOUNT.POST_COUNT.plus(1))
                .from(PLACED)
                .where(ACCOUNT.ID.eq(reply.author()))
                .returning(ACCOUNT.ID));
  }
}
