package stoa.topic;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static stoa.schema.Tables.POST;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import stoa.access.Access;
import stoa.access.TopicHead;
import stoa.base.Paging;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.db.Db;
import stoa.event.Tags;

/** On which pages of a topic nothing is left to be read. */
final class RemovedQueries {
  private static final Duration LIVE = Duration.ofSeconds(30);

  private final Db db;
  private final Access access;
  private final TaggedCache<Map<Integer, Integer>> counts;

  RemovedQueries(Db db, Access access, Caches caches) {
    this.db = db;
    this.access = access;
    this.counts = caches.tagged("removed_posts", LIVE, 1_000, (_, _) -> 1);
  }

  /** Pages of which all posts are deleted; the first is never one of them. */
  Set<Integer> emptyPages(TopicHead topic) {
    if (topic.postCount() <= Posts.ON_A_PAGE || topic.replyCount() + 1 >= topic.postCount()) {
      return Set.of();
    }
    var removed = counts.get(Long.toString(topic.id()), () -> made(topic.id()));
    return IntStream.rangeClosed(2, Paging.pagesOf(topic.postCount(), Posts.ON_A_PAGE))
        .filter(page -> removed.getOrDefault(page, 0) >= posts(topic, page))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static int posts(TopicHead topic, int page) {
    return Math.min(Posts.last(page), topic.postCount()) - Posts.first(page) + 1;
  }

  /** A new post outdates no number here, so that a busy topic is counted rarely. */
  private TaggedCache.Made<Map<Integer, Integer>> made(long topicId) {
    var page = POST.POSITION.minus(inline(1)).div(inline(Posts.ON_A_PAGE)).plus(inline(1));
    var found =
        db.read(sql ->
            sql.select(page, count())
                .from(POST)
                .where(POST.TOPIC_ID.eq(topicId), POST.POSITION.gt(0), not(access.shown(POST)))
                .groupBy(page)
                .fetchMap(row -> row.value1(), row -> row.value2()));
    return new TaggedCache.Made<>(found, Set.of(Tags.REMOVED));
  }
}
