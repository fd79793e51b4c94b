package stoa.topic;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.PreparedSql;
import stoa.tree.BoardPath;
import stoa.tree.Boards;
import stoa.watch.WatchLevel;

/** What the pages of topics and posts read. */
final class TopicQueries {

  private static final Param<Long> TOPIC_ID = param("topic", TOPIC.ID);
  private static final Param<Long> MEMBER = param("member", ACCOUNT.ID);
  private static final Param<Long> LAST_POST = param("last_post", POST.ID);

  private static final Field<String> LEVEL = field(name("level"), String.class);
  private static final Field<Boolean> UNREAD = field(name("unread"), Boolean.class);
  private static final PreparedSql MINE = new PreparedSql(TopicQueries::mine);

  private final Db db;
  private final Boards boards;

  TopicQueries(Db db, Boards boards) {
    this.db = db;
    this.boards = boards;
  }

  BoardPath path(Viewer viewer, long boardId) {
    return boards.tree(viewer).path(boardId);
  }

  /**
   * What is a member's own on a page of a topic.
   *
   * @param level what they have set for the topic; null for a guest
   * @param unread whether they have notifications of what stands there, also such as go by mail
   *     alone
   */
  record Mine(@Nullable WatchLevel level, boolean unread) {
    static final Mine NOTHING = new Mine(null, false);
  }

  /**
   * @param last the page's last post
   */
  Mine mine(long topicId, Viewer.Member member, long last) {
    Map<String, @Nullable Object> values =
        Map.of(
            TOPIC_ID.getName(), topicId,
            MEMBER.getName(), member.id(),
            LAST_POST.getName(), last);
    Record row = db.read(sql -> MINE.rows(sql, values, LEVEL, UNREAD).getFirst());
    return new Mine(WatchLevel.valueOf(row.get(LEVEL)), row.get(UNREAD));
  }

  private static Query mine(DSLContext sql) {
    var level =
        select(TOPIC_WATCH.LEVEL)
            .from(TOPIC_WATCH)
            .where(TOPIC_WATCH.TOPIC_ID.eq(TOPIC_ID), TOPIC_WATCH.ACCOUNT_ID.eq(MEMBER));
    var notifications =
        selectOne()
            .from(NOTIFICATION)
            .where(
                NOTIFICATION.ACCOUNT_ID.eq(MEMBER),
                NOTIFICATION.TOPIC_ID.eq(TOPIC_ID),
                NOTIFICATION.POST_ID.isNull().or(NOTIFICATION.POST_ID.le(LAST_POST)),
                NOTIFICATION.READ_AT.isNull());
    return sql.select(
        coalesce(field(level), inline(WatchLevel.NORMAL.name())), field(exists(notifications)));
  }
}
