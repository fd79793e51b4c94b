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

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.db.Db;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Ties;

/** Whether a member wrote or liked something on a topic's page, and how he watches the topic. */
final class TopicTies implements Ties {
  private final Db db;
  private final TopicQueries queries;
  private final Site site;

  TopicTies(Db db, TopicQueries queries, Site site) {
    this.db = db;
    this.queries = queries;
    this.site = site;
  }

  /** Whether there is anything, the level of watching, and notifications of the topic. */
  private record Found(boolean some, String level, boolean unread) {}

  @Override
  public Tie of(Context context, Viewer.Member member) {
    long topic = Params.id(context);
    int page = Params.page(context);
    long who = member.id();
    var tags = Set.of(Tags.topic(topic), Tags.member(who), Tags.notices(who));
    var found = found(topic, page, member);
    if (found.isEmpty()) {
      return Tie.alone(tags);
    }
    String level = found.get().level();
    boolean unread = found.get().unread();
    if (!found.get().some()) {
      return new Tie(false, level, unread, Map.of(), tags);
    }
    return tied(context, topic, page, member)
        .map(parts -> new Tie(false, level, unread, parts, tags))
        .orElse(Tie.alone(tags));
  }

  private Optional<Found> found(long topic, int page, Viewer.Member member) {
    return db.read(sql ->
        sql.select(
                asked(member).or(wrote(member, page)).or(liked(member, page)),
                coalesce(TOPIC_WATCH.LEVEL, inline(TopicQueries.USUAL)),
                told(member, page))
            .from(TOPIC)
            .leftJoin(TOPIC_WATCH)
            .on(TOPIC_WATCH.TOPIC_ID.eq(TOPIC.ID), TOPIC_WATCH.ACCOUNT_ID.eq(member.id()))
            .where(TOPIC.ID.eq(topic), TOPIC.DELETED_AT.isNull())
            .fetchOptional(mapping(Found::new)));
  }

  /**
   * The posts with which he may do more than others, or less; empty where there is a text that only
   * he may read.
   */
  private Optional<Map<Long, String>> tied(
      Context context, long topicId, int page, Viewer.Member member) {
    var topic = queries.head(topicId).orElseThrow(Topics::notFound);
    boolean mayReply = Topics.whyNoReply(member, topic, queries.path(topic.boardId())) == null;
    var parts = new HashMap<Long, String>();
    for (PostRow post : queries.posts(topic, page, member, mayReply)) {
      if (!post.sameText()) {
        return Optional.empty();
      }
      if (!post.usual()) {
        parts.put(post.id(), site.part(context, new PostPart(post)));
      }
    }
    return Optional.of(parts);
  }

  private static Condition asked(Viewer.Member member) {
    return TOPIC.AUTHOR_ID.isNotNull().and(TOPIC.AUTHOR_ID.eq(member.id()));
  }

  /** What waits for a moderator has a position below zero. */
  private static Condition wrote(Viewer.Member member, int page) {
    return exists(
        selectOne()
            .from(POST)
            .where(
                POST.TOPIC_ID.eq(TOPIC.ID),
                onPage(page).or(POST.POSITION.lt(0)),
                POST.AUTHOR_ID.eq(member.id())));
  }

  private static Condition liked(Viewer.Member member, int page) {
    return exists(
        selectOne()
            .from(POST)
            .join(POST_LIKE)
            .on(POST_LIKE.POST_ID.eq(POST.ID), POST_LIKE.ACCOUNT_ID.eq(member.id()))
            .where(POST.TOPIC_ID.eq(TOPIC.ID), onPage(page)));
  }

  /** What is told of later pages stays unread. */
  private static Condition told(Viewer.Member member, int page) {
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
