package stoa.topic;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.SUBMISSION;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.TopicHead;
import stoa.base.db.Db;
import stoa.base.db.OutboxInsert;
import stoa.base.db.PreparedSql;
import stoa.base.view.Urls;
import stoa.event.Event;
import stoa.topic.PostQueries.Rendered;
import stoa.watch.WatchLevel;

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

  private static final Param<Long> ID = param("id", POST.ID);
  private static final Param<Long> TOPIC_ID = param("topic", TOPIC.ID);
  private static final Param<Long> BOARD_ID = param("board", BOARD.ID);
  private static final Param<Long> AUTHOR = param("author", ACCOUNT.ID);
  private static final Param<Boolean> MODERATOR = param("moderator", Boolean.class);
  private static final Param<Long> PARENT = param("parent", POST.ID);
  private static final Param<String> SOURCE = param("source", POST.SOURCE);
  private static final Param<String> HTML = param("html", POST.HTML);
  private static final Param<Short> RENDERER = param("renderer", POST.RENDERER);
  private static final Param<String> ONCE = param("once", SUBMISSION.ONCE);
  private static final Param<String> LOCATION = param("location", SUBMISSION.LOCATION);
  private static final Param<Instant> AT = param("at", POST.CREATED_AT);

  private static final Field<?>[] ANSWERED_FIELDS =
      Stream.concat(TopicHead.FIELDS.stream(), Stream.of(NEXT)).toArray(Field<?>[]::new);

  private static final PreparedSql ANSWERED =
      new PreparedSql(sql -> sql.select(ANSWERED_FIELDS).from(TOPIC).where(TOPIC.ID.eq(TOPIC_ID)));

  /** The board is locked before the account: the main part comes first. */
  private static PreparedSql add(Access access) {
    return new PreparedSql(sql ->
        sql.with(taken(access))
            .with(claimed())
            .with(placed())
            .with(posted(access))
            .with(extended())
            .with(watched())
            .with(written())
            .with(OutboxInsert.where(PLACED))
            .update(BOARD)
            .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(inline(1)))
            .set(BOARD.LAST_POST_ID, ID)
            .from(PLACED)
            .where(BOARD.ID.eq(BOARD_ID))
            .returning(PLACE));
  }

  private final Db db;
  private final PreparedSql add;

  ReplyQueries(Db db, Access access) {
    this.db = db;
    this.add = add(access);
  }

  /** A topic, and the number of a reply to it. */
  Optional<Topics.ReplyTarget> answered(long topicId) {
    return db.read(sql ->
        ANSWERED.rows(sql, Map.of(TOPIC_ID.getName(), topicId), ANSWERED_FIELDS).stream()
            .findFirst()
            .map(row -> new Topics.ReplyTarget(TopicHead.of(row), row.get(NEXT))));
  }

  /**
   * A reply to be.
   *
   * @param parent the post that is answered; one of another topic, or that does not stand there for
   *     everybody, is as good as none
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
      Instant at) {

    private Map<String, @Nullable Object> values() {
      var values = new HashMap<String, @Nullable Object>();
      values.put(ID.getName(), id);
      values.put(TOPIC_ID.getName(), topicId);
      values.put(BOARD_ID.getName(), boardId);
      values.put(AUTHOR.getName(), author);
      values.put(MODERATOR.getName(), moderator);
      values.put(PARENT.getName(), parent);
      values.put(SOURCE.getName(), text.source());
      values.put(HTML.getName(), text.html());
      values.put(RENDERER.getName(), (short) text.renderer());
      values.put(ONCE.getName(), once);
      values.put(LOCATION.getName(), Urls.post(id));
      values.put(AT.getName(), at);
      return values;
    }
  }

  /**
   * Its place; nothing, and nothing is changed, where the topic does not take it, has moved, or the
   * form has come before.
   */
  Optional<Integer> add(NewReply reply) {
    return db.writeAtOnce(
        new Event.Replied(reply.topicId(), reply.id(), reply.boardId(), reply.author()),
        (sql, announcement) -> {
          var values = reply.values();
          announcement.into(values);
          return add.rows(sql, values, PLACE).stream().findFirst().map(row -> row.get(PLACE));
        });
  }

  private static CommonTableExpression<?> taken(Access access) {
    return name("taken")
        .as(
            select(TOPIC.POST_COUNT.plus(inline(1)).as("place"))
                .from(TOPIC)
                .where(
                    TOPIC.ID.eq(TOPIC_ID),
                    TOPIC.BOARD_ID.eq(BOARD_ID),
                    access.answerable(),
                    TOPIC.LOCKED_AT.isNull().or(condition(MODERATOR)))
                .forNoKeyUpdate());
  }

  private static CommonTableExpression<?> claimed() {
    return name("claimed")
        .as(
            insertInto(
                    SUBMISSION,
                    SUBMISSION.ACCOUNT_ID,
                    SUBMISSION.ONCE,
                    SUBMISSION.LOCATION,
                    SUBMISSION.CREATED_AT)
                .select(select(AUTHOR, ONCE, LOCATION, AT).from(TAKEN))
                .onConflictDoNothing()
                .returning(SUBMISSION.ACCOUNT_ID));
  }

  private static CommonTableExpression<?> placed() {
    return name("placed").as(select(TAKEN_PLACE).from(TAKEN).crossJoin(CLAIMED));
  }

  private static CommonTableExpression<?> posted(Access access) {
    var parent =
        field(
            select(POST.ID)
                .from(POST)
                .where(POST.ID.eq(PARENT), POST.TOPIC_ID.eq(TOPIC_ID), access.shown(POST)));
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
                    select(ID, TOPIC_ID, PLACE, AUTHOR, parent, SOURCE, HTML, RENDERER, AT)
                        .from(PLACED))
                .returning(POST.ID));
  }

  private static CommonTableExpression<?> extended() {
    return name("extended")
        .as(
            update(TOPIC)
                .set(TOPIC.POST_COUNT, PLACE)
                .set(TOPIC.REPLY_COUNT, TOPIC.REPLY_COUNT.plus(inline(1)))
                .set(TOPIC.LAST_POST_ID, ID)
                .set(TOPIC.LAST_POST_AT, AT)
                .set(TOPIC.LAST_AUTHOR_ID, AUTHOR)
                .set(TOPIC.LAST_AUTHOR_NAME, inline(null, TOPIC.LAST_AUTHOR_NAME))
                .from(PLACED)
                .where(TOPIC.ID.eq(TOPIC_ID))
                .returning(TOPIC.ID));
  }

  /** See {@link PostQueries}: whoever writes in a topic watches it from then on. */
  private static CommonTableExpression<?> watched() {
    return name("watched")
        .as(
            insertInto(
                    TOPIC_WATCH,
                    TOPIC_WATCH.ACCOUNT_ID,
                    TOPIC_WATCH.TOPIC_ID,
                    TOPIC_WATCH.LEVEL,
                    TOPIC_WATCH.SINCE)
                .select(select(AUTHOR, TOPIC_ID, inline(WatchLevel.WATCH.name()), AT).from(PLACED))
                .onConflictDoNothing()
                .returning(TOPIC_WATCH.TOPIC_ID));
  }

  private static CommonTableExpression<?> written() {
    return name("written")
        .as(
            update(ACCOUNT)
                .set(ACCOUNT.POST_COUNT, ACCOUNT.POST_COUNT.plus(inline(1)))
                .from(PLACED)
                .where(ACCOUNT.ID.eq(AUTHOR))
                .returning(ACCOUNT.ID));
  }
}
