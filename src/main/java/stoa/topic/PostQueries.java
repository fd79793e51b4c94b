package stoa.topic;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.SUBMISSION;
import static stoa.schema.Tables.TAG;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_TAG;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Sequence;
import org.jooq.UpdateConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.watch.WatchLevel;

/**
 * What writing changes. Rows are locked in one order: submission, topic, post, board, account, tag.
 */
final class PostQueries {
  static final Sequence<Long> POST_IDS = DSL.sequence(name("post_id_seq"), SQLDataType.BIGINT);

  private final Db db;

  PostQueries(Db db) {
    this.db = db;
  }

  /** A post's id before the post is there: its footnotes carry it. */
  long nextPostId() {
    return db.read(sql -> sql.nextval(POST_IDS));
  }

  /**
   * Claims a form: true where it is the first time that it comes in. A second one that comes while
   * the first is at work waits here for its end.
   *
   * @param location where its result is going to be
   */
  boolean claim(Tx tx, long account, String once, String location, Instant now) {
    return tx.sql()
            .insertInto(
                SUBMISSION,
                SUBMISSION.ACCOUNT_ID,
                SUBMISSION.ONCE,
                SUBMISSION.LOCATION,
                SUBMISSION.CREATED_AT)
            .values(account, once, location, now)
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  String answerOf(Tx tx, long account, String once) {
    return tx.sql()
        .select(SUBMISSION.LOCATION)
        .from(SUBMISSION)
        .where(SUBMISSION.ACCOUNT_ID.eq(account), SUBMISSION.ONCE.eq(once))
        .fetchSingle()
        .value1();
  }

  int forgetSubmissions(Instant before) {
    return db.write(
        tx -> tx.sql().deleteFrom(SUBMISSION).where(SUBMISSION.CREATED_AT.lt(before)).execute());
  }

  long insertTopic(Tx tx, long boardId, long author, String title, String slug, Instant now) {
    return tx.sql()
        .insertInto(TOPIC)
        .set(TOPIC.BOARD_ID, boardId)
        .set(TOPIC.AUTHOR_ID, author)
        .set(TOPIC.TITLE, title)
        .set(TOPIC.SLUG, slug)
        .set(TOPIC.CREATED_AT, now)
        .set(TOPIC.LAST_POST_AT, now)
        .returningResult(TOPIC.ID)
        .fetchSingle()
        .value1();
  }

  /** A text with its HTML. */
  record Rendered(String source, String html, int renderer) {}

  /** A post to be, wherever it is going to stand. */
  record NewPost(
      long id, long topicId, long author, @Nullable Long parent, Rendered text, Instant at) {
    NewPost answering(@Nullable Long other) {
      return new NewPost(id, topicId, author, other, text, at);
    }
  }

  /** A reply that has no place yet, and counts nowhere. */
  void insertPending(Tx tx, NewPost post) {
    tx.sql().with(watched(post)).insertInto(POST).set(columns(post, null)).execute();
  }

  /** A topic's first post, with everything that counts the two, in one statement. */
  void addFirst(Tx tx, NewPost post, long boardId) {
    var posted = insertInto(POST).set(columns(post, 1)).returning(POST.ID);
    var extended = extended(post.topicId(), 1, post.id(), post.author(), post.at());
    tx.sql()
        .with(watched(post))
        .with(name("posted").as(posted))
        .with(name("extended").as(extended.returning(TOPIC.ID)))
        .with(name("written").as(written(post.author(), 1, 1).returning(ACCOUNT.ID)))
        .update(BOARD)
        .set(BOARD.TOPIC_COUNT, BOARD.TOPIC_COUNT.plus(1))
        .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(1))
        .set(BOARD.LAST_POST_ID, post.id())
        .where(BOARD.ID.eq(boardId))
        .execute();
  }

  private static Map<Field<?>, @Nullable Object> columns(NewPost post, @Nullable Integer position) {
    var values = new LinkedHashMap<Field<?>, @Nullable Object>();
    values.put(POST.ID, post.id());
    values.put(POST.TOPIC_ID, post.topicId());
    values.put(POST.POSITION, position);
    values.put(POST.AUTHOR_ID, post.author());
    values.put(POST.PARENT_ID, post.parent());
    values.put(POST.SOURCE, post.text().source());
    values.put(POST.HTML, post.text().html());
    values.put(POST.RENDERER, (short) post.text().renderer());
    values.put(POST.CREATED_AT, post.at());
    return values;
  }

  /**
   * Whoever writes in a topic watches it from then on, unless they have set it otherwise: from this
   * very moment, since the event of an answer may be handled before that of what it answers.
   */
  private static CommonTableExpression<?> watched(NewPost post) {
    return name("watched")
        .as(
            insertInto(TOPIC_WATCH)
                .set(TOPIC_WATCH.ACCOUNT_ID, post.author())
                .set(TOPIC_WATCH.TOPIC_ID, post.topicId())
                .set(TOPIC_WATCH.LEVEL, WatchLevel.WATCH.name())
                .set(TOPIC_WATCH.SINCE, post.at())
                .onConflictDoNothing()
                .returning(TOPIC_WATCH.TOPIC_ID));
  }

  /** A new post is the topic's last. */
  private static UpdateConditionStep<?> extended(
      long topicId, int position, long postId, long author, Instant now) {
    return DSL.update(TOPIC)
        .set(TOPIC.POST_COUNT, position)
        .set(TOPIC.REPLY_COUNT, TOPIC.REPLY_COUNT.plus(position > 1 ? 1 : 0))
        .set(TOPIC.LAST_POST_ID, postId)
        .set(TOPIC.LAST_POST_AT, now)
        .set(TOPIC.LAST_AUTHOR_ID, author)
        .set(TOPIC.LAST_AUTHOR_NAME, (String) null)
        .where(TOPIC.ID.eq(topicId));
  }

  private static UpdateConditionStep<?> written(long author, int topics, int posts) {
    return DSL.update(ACCOUNT)
        .set(ACCOUNT.TOPIC_COUNT, ACCOUNT.TOPIC_COUNT.plus(topics))
        .set(ACCOUNT.POST_COUNT, ACCOUNT.POST_COUNT.plus(posts))
        .where(ACCOUNT.ID.eq(author));
  }

  /** A post that was there already is the topic's last. */
  void extend(Tx tx, long topicId, int position, long postId, long author, Instant now) {
    tx.sql().execute(extended(topicId, position, postId, author, now));
  }

  void countOnBoard(Tx tx, long boardId, int topics, int posts) {
    tx.sql()
        .update(BOARD)
        .set(BOARD.TOPIC_COUNT, BOARD.TOPIC_COUNT.plus(topics))
        .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(posts))
        .where(BOARD.ID.eq(boardId))
        .execute();
  }

  void countNewOnBoard(Tx tx, long boardId, int topics, long lastPost) {
    tx.sql()
        .update(BOARD)
        .set(BOARD.TOPIC_COUNT, BOARD.TOPIC_COUNT.plus(topics))
        .set(BOARD.POST_COUNT, BOARD.POST_COUNT.plus(1))
        .set(BOARD.LAST_POST_ID, lastPost)
        .where(BOARD.ID.eq(boardId))
        .execute();
  }

  void countForAuthor(Tx tx, long author, int topics, int posts) {
    tx.sql().execute(written(author, topics, posts));
  }

  void edit(Tx tx, long postId, long editor, Rendered text, Instant now) {
    tx.sql()
        .update(POST)
        .set(POST.SOURCE, text.source())
        .set(POST.HTML, text.html())
        .set(POST.RENDERER, (short) text.renderer())
        .set(POST.EDITS, POST.EDITS.plus(1))
        .set(POST.EDITED_AT, now)
        .set(POST.EDITED_BY, editor)
        .where(POST.ID.eq(postId))
        .execute();
  }

  void retitle(Tx tx, long topicId, String title, String slug) {
    tx.sql()
        .update(TOPIC)
        .set(TOPIC.TITLE, title)
        .set(TOPIC.SLUG, slug)
        .where(TOPIC.ID.eq(topicId))
        .execute();
  }

  void setTags(Tx tx, long topicId, Collection<String> tags) {
    List<Long> before =
        tx.sql()
            .select(TOPIC_TAG.TAG_ID)
            .from(TOPIC_TAG)
            .where(TOPIC_TAG.TOPIC_ID.eq(topicId))
            .fetch(TOPIC_TAG.TAG_ID);
    if (!before.isEmpty()) {
      tx.sql().deleteFrom(TOPIC_TAG).where(TOPIC_TAG.TOPIC_ID.eq(topicId)).execute();
      tx.sql()
          .update(TAG)
          .set(TAG.TOPIC_COUNT, TAG.TOPIC_COUNT.minus(1))
          .where(TAG.ID.in(before))
          .execute();
    }
    if (tags.isEmpty()) {
      return;
    }
    // In one order, so that two writers of the same tags cannot wait for each other.
    var insert = tx.sql().insertInto(TAG, TAG.NAME, TAG.TOPIC_COUNT);
    for (String tag : tags.stream().sorted().toList()) {
      insert = insert.values(tag, 1L);
    }
    insert
        .onConflict(TAG.NAME)
        .doUpdate()
        .set(TAG.TOPIC_COUNT, TAG.TOPIC_COUNT.plus(excluded(TAG.TOPIC_COUNT)))
        .execute();
    tx.sql()
        .insertInto(TOPIC_TAG, TOPIC_TAG.TOPIC_ID, TOPIC_TAG.TAG_ID)
        .select(select(DSL.val(topicId), TAG.ID).from(TAG).where(TAG.NAME.in(tags)))
        .execute();
  }
}
