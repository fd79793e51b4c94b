package stoa.topic;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.POST_LIKE;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import io.javalin.http.Context;
import java.util.Set;
import org.jooq.Condition;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.db.Db;
import stoa.base.web.Params;
import stoa.base.web.Ties;

/** Whether a member wrote or liked something on a topic's page, and how he watches the topic. */
final class TopicTies implements Ties {
  private final Db db;

  TopicTies(Db db) {
    this.db = db;
  }

  @Override
  public Tie of(Context context, Viewer.Member member) {
    long topic = Params.id(context);
    int page = Params.page(context);
    var tags = Set.of(Tags.topic(topic), Tags.member(member.id()));
    return db.read(sql ->
        sql.select(
                asked(member).or(wrote(member, page)).or(liked(member, page)),
                coalesce(TOPIC_WATCH.LEVEL, inline(TopicQueries.USUAL)))
            .from(TOPIC)
            .leftJoin(TOPIC_WATCH)
            .on(TOPIC_WATCH.TOPIC_ID.eq(TOPIC.ID), TOPIC_WATCH.ACCOUNT_ID.eq(member.id()))
            .where(TOPIC.ID.eq(topic))
            .fetchOptional(mapping((alone, level) -> new Tie(alone, level, tags)))
            .orElse(new Tie(true, "", tags)));
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

  private static Condition onPage(int page) {
    return POST.POSITION.between(Posts.first(page), Posts.last(page));
  }
}
