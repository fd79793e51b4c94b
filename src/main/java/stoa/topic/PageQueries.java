package stoa.topic;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.POST_LIKE;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessRules;
import stoa.access.Authors;
import stoa.access.PostRights;
import stoa.access.PostState;
import stoa.access.Reader;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.PreparedSql;
import stoa.base.view.Author;
import stoa.base.view.Urls;
import stoa.schema.tables.Account;
import stoa.schema.tables.Post;

/** The posts of a topic's page: the statement that a forum sends most. */
final class PageQueries {
  private static final Post PARENT = POST.as("parent");
  private static final Account PARENT_AUTHOR = ACCOUNT.as("parent_author");

  private static final Field<@Nullable String> AUTHOR = Authors.name(ACCOUNT, POST.AUTHOR_NAME);
  private static final Field<@Nullable String> LINKED = Authors.linked(ACCOUNT);
  private static final Field<@Nullable String> PARENT_NAME =
      Authors.name(PARENT_AUTHOR, PARENT.AUTHOR_NAME);

  private static final Field<PostState> STATE = PostState.of(POST).as("state");

  /** Which all kinds of readers see alike. */
  private static final List<Field<?>> SAME =
      List.of(
          POST.ID,
          POST.POSITION,
          POST.AUTHOR_ID,
          AUTHOR,
          LINKED,
          ACCOUNT.GROUPS,
          POST.CREATED_AT,
          POST.EDITED_AT,
          POST.SCORE,
          STATE,
          POST.DELETED_BY,
          PARENT.ID,
          PARENT.POSITION,
          PARENT_NAME);

  private static final Field<String> TEXT = field(name("text"), String.class);
  private static final Field<Boolean> LIKED = field(name("liked"), Boolean.class);
  private static final Field<?>[] COLUMNS =
      Stream.concat(SAME.stream(), Stream.of(TEXT, LIKED)).toArray(Field<?>[]::new);

  private static final Param<Long> TOPIC_ID = param("topic", POST.TOPIC_ID);

  private static final Map<PostVisibility, PreparedSql> PAGES = new ConcurrentHashMap<>();

  private final Db db;
  private final Access access;

  PageQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /**
   * The posts of one page, found by their places. The text of a deleted one only for whom may read
   * it.
   */
  List<PostRow> posts(TopicHead topic, int page, Viewer viewer, boolean mayReply) {
    var values = new HashMap<String, @Nullable Object>();
    values.put(TOPIC_ID.getName(), topic.id());
    var sight = PostVisibility.of(topic, page, viewer, values);
    var statement = PAGES.computeIfAbsent(sight, PageQueries::page);
    var rules = access.rules();
    return db.read(sql ->
        statement.rows(sql, values, COLUMNS).map(row -> row(row, topic, viewer, mayReply, rules)));
  }

  private static PreparedSql page(PostVisibility sight) {
    Reader reader = sight.reader();
    return new PreparedSql(sql ->
        sql.select(SAME)
            .select(
                when(reader.readsText(POST), POST.HTML).otherwise(inline("")), field(liked(sight)))
            .from(POST)
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .leftJoin(PARENT)
            .on(PARENT.ID.eq(POST.PARENT_ID), PARENT.POSITION.gt(inline(0)), reader.finds(PARENT))
            .leftJoin(PARENT_AUTHOR)
            .on(PARENT_AUTHOR.ID.eq(PARENT.AUTHOR_ID))
            .where(POST.TOPIC_ID.eq(TOPIC_ID), sight.onPage())
            .orderBy(sight.order()));
  }

  private static Condition liked(PostVisibility sight) {
    return sight.reader() == Reader.GUEST
        ? falseCondition()
        : exists(
            selectOne()
                .from(POST_LIKE)
                .where(POST_LIKE.POST_ID.eq(POST.ID), POST_LIKE.ACCOUNT_ID.eq(Reader.ME)));
  }

  private static PostRow row(
      Record row, TopicHead topic, Viewer viewer, boolean mayReply, AccessRules rules) {
    long id = row.get(POST.ID);
    Long authorId = row.get(POST.AUTHOR_ID);
    var body = body(row);
    var rights = new PostRights(viewer, topic, authorId, body.state(), row.get(POST.DELETED_BY));
    Integer place = row.get(POST.POSITION);
    boolean placed = place != null && place > 0;
    int position = placed ? place : topic.postCount() + 1;
    return new PostRow(
        id,
        position,
        placed,
        Author.of(row.get(AUTHOR), row.get(LINKED)),
        badges(row, topic, id, authorId, rules),
        body,
        row.get(POST.SCORE),
        inReplyTo(row),
        new PostActions(
            mayReply && !body.hidden() ? "/t/" + topic.id() + "/reply?quote=" + id : null,
            rights.mayEdit() ? Urls.post(id) + "/edit" : null,
            rights.mayDelete(),
            rights.mayRestore(),
            rights.mayLike(),
            row.get(LIKED),
            position > 1 && rights.mayChoose()));
  }

  private static PostRow.Body body(Record row) {
    return new PostRow.Body(
        row.get(TEXT), row.get(POST.CREATED_AT), row.get(POST.EDITED_AT), row.get(STATE));
  }

  private static PostRow.Badges badges(
      Record row, TopicHead topic, long id, @Nullable Long authorId, AccessRules rules) {
    Long[] groups = row.get(ACCOUNT.GROUPS);
    return new PostRow.Badges(
        groups == null ? List.of() : rules.badges(Arrays.asList(groups)),
        authorId != null && authorId.equals(topic.authorId()),
        topic.acceptedPostId() != null && topic.acceptedPostId() == id);
  }

  private static PostRow.@Nullable InReplyTo inReplyTo(Record row) {
    Long parent = row.get(PARENT.ID);
    return parent == null
        ? null
        : new PostRow.InReplyTo(row.get(PARENT.POSITION), Urls.post(parent), row.get(PARENT_NAME));
  }
}
