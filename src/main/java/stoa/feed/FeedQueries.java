package stoa.feed;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import stoa.access.Access;
import stoa.access.Authors;
import stoa.base.db.Db;
import stoa.base.view.Author;
import stoa.schema.tables.Post;

/** What feeds read: a bounded number of rows, however large the forum. */
final class FeedQueries {
  /** Readers come more often than so many posts are written. */
  private static final int ENTRIES = 30;

  private final Db db;
  private final Access access;

  FeedQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /** The newest posts of a topic. */
  List<Entry> ofTopic(long topicId) {
    return entries(
        newestOf(
            select(TOPIC.ID, TOPIC.POST_COUNT)
                .from(TOPIC)
                .where(TOPIC.ID.eq(topicId), access.readableTopics(access.guest()))));
  }

  /** The newest posts of all boards. */
  List<Entry> latest() {
    return entries(newestOf(active(noCondition())));
  }

  /** The newest posts of a board; two halves, as its index has the pinned topics first. */
  List<Entry> ofBoard(long boardId) {
    Condition there = TOPIC.BOARD_ID.eq(boardId);
    return entries(
        newestOf(
            active(there.and(TOPIC.PINNED.eq(true)))
                .unionAll(active(there.and(TOPIC.PINNED.eq(false))))));
  }

  /** The newest posts of all stand in these topics. */
  private Select<Record2<Long, Integer>> active(Condition which) {
    return select(TOPIC.ID, TOPIC.POST_COUNT)
        .from(TOPIC)
        .where(which, access.readableTopics(access.guest()))
        .orderBy(TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc())
        .limit(ENTRIES);
  }

  /** By their places at the topics' ends, so that removed posts make no longer way. */
  private Select<Record1<Long>> newestOf(Select<Record2<Long, Integer>> topics) {
    var topic = topics.asTable("active", "id", "post_count");
    var post = POST.as("newest");
    var ends =
        lateral(
            select(post.ID, post.CREATED_AT)
                .from(post)
                .where(post.TOPIC_ID.eq(topic.field(0, Long.class)), end(post, topic))
                .orderBy(post.POSITION.desc())
                .limit(ENTRIES));
    var end = ends.as("ends", "id", "created_at");
    return select(end.field(0, Long.class))
        .from(topic)
        .crossJoin(end)
        .orderBy(end.field(1, Instant.class).desc(), end.field(0, Long.class).desc())
        .limit(ENTRIES);
  }

  private Condition end(Post post, org.jooq.Table<?> topic) {
    return post.POSITION
        .gt(topic.field(1, Integer.class).minus(ENTRIES))
        .and(post.POSITION.gt(0))
        .and(access.shown(post));
  }

  private List<Entry> entries(Select<Record1<Long>> ids) {
    return db.read(sql ->
        sql.select(
                POST.ID,
                POST.POSITION,
                TOPIC.TITLE,
                Authors.name(ACCOUNT, POST.AUTHOR_NAME),
                Authors.linked(ACCOUNT),
                POST.CREATED_AT,
                POST.EDITED_AT,
                POST.HTML)
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .where(POST.ID.in(ids))
            .orderBy(POST.CREATED_AT.desc(), POST.ID.desc())
            .fetch(
                mapping((id, position, title, author, link, created, edited, html) ->
                    new Entry(
                        id, position, title, Author.of(author, link), created, edited, html))));
  }
}
