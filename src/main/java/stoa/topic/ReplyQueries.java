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
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.WithStep;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.TopicHead;
import stoa.base.db.Db;
import stoa.base.db.OutboxInsert;
import stoa.base.db.PreparedSql;
import stoa.base.db.Tx;
import stoa.base.view.Urls;
import stoa.event.Event;
import stoa.topic.PostQueries.NewPost;
import stoa.watch.WatchLevel;

/**
 * A reply with everything that counts it, in one statement. Mostly that is a transaction of its
 * own: the topic and the board are then locked for as long as the statement and the disk take, not
 * for the ways to the database and back between several.
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

  private final Db db;
  private final Access access;

  /** Claims the form and stores the event as well. */
  private final PreparedSql alone;

  /** For a transaction that has claimed the form, and emits the event itself. */
  private final PreparedSql within;

  ReplyQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
    this.alone =
        new PreparedSql(sql ->
            add(
                sql.with(taken())
                    .with(claimed())
                    .with(placed(TAKEN.crossJoin(CLAIMED)))
                    .with(OutboxInsert.where(PLACED))));
    this.within = new PreparedSql(sql -> add(sql.with(taken()).with(placed(TAKEN))));
  }

  /** The board is locked before the account: the main part comes first. */
  private ResultQuery<?> add(WithStep placed) {
    return placed
        .with(posted())
        .with(extended())
        .with(watched())
        .with(written())
        .update(BOARD)
        .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(inline(1)))
        .set(BOARD.LAST_POST_ID, ID)
        .from(PLACED)
        .where(BOARD.ID.eq(BOARD_ID))
        .returning(PLACE);
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
   * @param post its parent, where it is of another topic or does not stand there for everybody, is
   *     as good as none: the reply then answers the topic
   */
  record NewReply(NewPost post, long boardId, boolean moderator) {
    Event event() {
      return new Event.Replied(post.topicId(), post.id(), boardId, post.author());
    }

    private Map<String, @Nullable Object> values() {
      var values = new HashMap<String, @Nullable Object>();
      values.put(ID.getName(), post.id());
      values.put(TOPIC_ID.getName(), post.topicId());
      values.put(BOARD_ID.getName(), boardId);
      values.put(AUTHOR.getName(), post.author());
      values.put(MODERATOR.getName(), moderator);
      values.put(PARENT.getName(), post.parent());
      values.put(SOURCE.getName(), post.text().source());
      values.put(HTML.getName(), post.text().html());
      values.put(RENDERER.getName(), (short) post.text().renderer());
      values.put(AT.getName(), post.at());
      return values;
    }
  }

  /**
   * Its place; nothing, and nothing is changed, where the topic does not take it, has moved, or the
   * form has come before.
   *
   * @param once of the form, which makes one post
   */
  Optional<Integer> add(NewReply reply, String once) {
    return db.writeAtOnce(
        reply.event(),
        (sql, announcement) -> {
          var values = reply.values();
          values.put(ONCE.getName(), once);
          values.put(LOCATION.getName(), Urls.post(reply.post().id()));
          announcement.into(values);
          return place(alone, sql, values);
        });
  }

  /** The same where the form is claimed; its event goes with the transaction. */
  Optional<Integer> add(Tx tx, NewReply reply) {
    var place = place(within, tx.sql(), reply.values());
    place.ifPresent(_ -> tx.emit(reply.event()));
    return place;
  }

  private static Optional<Integer> place(
      PreparedSql add, DSLContext sql, Map<String, @Nullable Object> values) {
    return add.rows(sql, values, PLACE).stream().findFirst().map(row -> row.get(PLACE));
  }

  private CommonTableExpression<?> taken() {
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

  private static CommonTableExpression<?> placed(Table<?> where) {
    return name("placed").as(select(TAKEN_PLACE).from(where));
  }

  private CommonTableExpression<?> posted() {
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
