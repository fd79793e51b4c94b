package stoa.search.index;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import stoa.access.Access;
import stoa.access.TopicHead;
import stoa.base.Text;
import stoa.base.db.Db;
import stoa.search.analysis.PlainText;

/** Posts as an index wants them. */
public final class SearchQueries {
  /**
   * The first transaction that the statement cannot see: a later statement sees at least as much,
   * so of two readings of a post the one with the higher number is not the older.
   */
  private static final Field<Long> VERSION =
      DSL.field("pg_snapshot_xmax(pg_current_snapshot())::text::bigint", Long.class);

  private final Db db;
  private final Access access;

  public SearchQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  List<IndexedPost> posts(Collection<Long> ids) {
    return posts(among(POST.ID, ids));
  }

  List<IndexedPost> posts(long from, long before) {
    return posts(POST.ID.ge(from).and(POST.ID.lt(before)));
  }

  private List<IndexedPost> posts(Condition which) {
    return db.read(sql ->
        sql.select(
                POST.ID,
                VERSION,
                TOPIC.BOARD_ID,
                when(POST.AUTHOR_ID.isNull(), POST.AUTHOR_NAME).as("kept_name"),
                POST.AUTHOR_ID,
                TopicHead.tags(TOPIC.ID),
                POST.CREATED_AT,
                access.inTheOpen().not(),
                when(POST.POSITION.eq(1), TOPIC.TITLE).else_(""),
                POST.HTML)
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .where(which)
            .fetch(
                mapping(
                    (id, version, board, keptName, author, tags, created, hidden, title, html) ->
                        new IndexedPost(
                            id,
                            version,
                            board,
                            AuthorKeys.of(author, keptName),
                            tags.stream().map(Text::key).toList(),
                            created,
                            hidden,
                            title,
                            PlainText.of(html)))));
  }

  /**
   * These posts, and all posts of the topics that some others begin: what is changed at a topic is
   * changed at its first post, and shows at all of them.
   */
  List<Long> touched(Collection<Long> posts, Collection<Long> withTopics) {
    return db.read(sql ->
        sql.select(POST.ID)
            .from(POST)
            .where(among(POST.ID, posts))
            .or(among(POST.ID, withTopics))
            .union(
                select(POST.ID)
                    .from(POST)
                    .where(
                        POST.TOPIC_ID.in(
                            select(POST.TOPIC_ID)
                                .from(POST)
                                .where(among(POST.ID, withTopics), POST.POSITION.eq(1)))))
            .fetch(row -> row.value1()));
  }

  /** The highest id of a post; 0 where there is none. */
  long lastPost() {
    return db.read(
        sql -> sql.select(coalesce(max(POST.ID), inline(0L))).from(POST).fetchSingle().value1());
  }

  /** As {@link Store#counts}. */
  Map<Long, Long> counts(long from, long before, int size) {
    Field<Long> first = POST.ID.minus(POST.ID.mod((long) size)).coerce(Long.class).as("first");
    return db.read(sql ->
        sql.select(first, count().cast(Long.class))
            .from(POST)
            .where(POST.ID.ge(from), POST.ID.lt(before))
            .groupBy(first)
            .fetchMap(row -> row.value1(), row -> row.value2()));
  }
}
