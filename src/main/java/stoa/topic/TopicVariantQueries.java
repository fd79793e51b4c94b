package stoa.topic;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.POST_LIKE;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.util.Optional;
import org.jooq.Condition;
import stoa.access.Access;
import stoa.access.PostState;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.watch.WatchLevel;

/** What ties a member to one page of a topic. */
final class TopicVariantQueries {
  private final Db db;
  private final Access access;

  TopicVariantQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /**
   * @param some whether they wrote or liked something there
   * @param level how they watch the topic
   * @param unread whether they have notifications of what stands there
   */
  record Found(boolean some, WatchLevel level, boolean unread) {}

  Optional<Found> find(long topic, int page, Viewer.Member member) {
    return db.read(sql ->
        sql.select(
                asked(member).or(wrote(member, page)).or(liked(member, page)),
                coalesce(TOPIC_WATCH.LEVEL, inline(WatchLevel.NORMAL.name())),
                unread(member, page))
            .from(TOPIC)
            .leftJoin(TOPIC_WATCH)
            .on(TOPIC_WATCH.TOPIC_ID.eq(TOPIC.ID), TOPIC_WATCH.ACCOUNT_ID.eq(member.id()))
            .where(TOPIC.ID.eq(topic), access.readableTopics(member))
            .fetchOptional(
                mapping(
                    (some, level, unread) -> new Found(some, WatchLevel.valueOf(level), unread))));
  }

  private static Condition asked(Viewer.Member member) {
    return TOPIC.AUTHOR_ID.isNotNull().and(TOPIC.AUTHOR_ID.eq(member.id()));
  }

  private static Condition wrote(Viewer.Member member, int page) {
    var his = POST.TOPIC_ID.eq(TOPIC.ID).and(POST.AUTHOR_ID.eq(member.id()));
    // Two looks: for one with "or" in it, all posts of a topic may be read.
    return exists(selectOne().from(POST).where(his, onPage(page)))
        .or(exists(selectOne().from(POST).where(his.and(PostState.pending(POST)))));
  }

  private static Condition liked(Viewer.Member member, int page) {
    return exists(
        selectOne()
            .from(POST)
            .join(POST_LIKE)
            .on(POST_LIKE.POST_ID.eq(POST.ID), POST_LIKE.ACCOUNT_ID.eq(member.id()))
            .where(POST.TOPIC_ID.eq(TOPIC.ID), onPage(page)));
  }

  /** The notifications of later pages stay unread. */
  private static Condition unread(Viewer.Member member, int page) {
    var last = select(max(POST.ID)).from(POST).where(POST.TOPIC_ID.eq(TOPIC.ID), onPage(page));
    return exists(
        selectOne()
            .from(NOTIFICATION)
            .where(
                NOTIFICATION.ACCOUNT_ID.eq(member.id()),
                NOTIFICATION.TOPIC_ID.eq(TOPIC.ID),
                NOTIFICATION.POST_ID.isNull().or(NOTIFICATION.POST_ID.le(last)),
                NOTIFICATION.READ_AT.isNull(),
                NOTIFICATION.ON_SITE.isTrue()));
  }

  private static Condition onPage(int page) {
    return POST.POSITION.between(Posts.first(page), Posts.last(page));
  }
}
