package stoa.crawler;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import stoa.access.Access;
import stoa.base.db.Db;
import stoa.base.view.Urls;

/** What everybody may read. */
final class SitemapQueries {
  private final Db db;
  private final Access access;

  SitemapQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /** The highest id of a topic; 0 where there is none. */
  long lastTopic() {
    return db.read(
        sql -> sql.select(max(TOPIC.ID)).from(TOPIC).fetchOptional(max(TOPIC.ID)).orElse(0L));
  }

  /** The boards' slugs, the oldest first. */
  List<String> boards() {
    return db.read(sql ->
        sql.select(BOARD.SLUG)
            .from(BOARD)
            .where(access.boards(access.guest()))
            .orderBy(BOARD.ID)
            .limit(SitemapPages.MOST - 1)
            .fetch(BOARD.SLUG));
  }

  /** The topics with these ids, both included. */
  List<Place> topics(long from, long to) {
    return db.read(sql ->
        sql.select(TOPIC.ID, TOPIC.SLUG, TOPIC.LAST_POST_AT)
            .from(TOPIC)
            .where(TOPIC.ID.between(from, to), access.readableTopics(access.guest()))
            .orderBy(TOPIC.ID)
            .fetch(mapping((id, slug, changed) -> new Place(Urls.topic(id, slug), changed))));
  }

  /**
   * When something was last written in each part, by its number.
   *
   * @param most topics that are looked at, the last active first; parts without any are left out
   */
  Map<Long, Instant> lastPosts(int most) {
    var active =
        select(TOPIC.ID, TOPIC.LAST_POST_AT)
            .from(TOPIC)
            .where(access.readableTopics(access.guest()))
            .orderBy(TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc())
            .limit(most)
            .asTable("active");
    var part = active.field(TOPIC.ID).minus(1L).div((long) SitemapPages.MOST).plus(1L).as("part");
    var last = max(active.field(TOPIC.LAST_POST_AT)).as("last");
    return db.read(sql -> sql.select(part, last).from(active).groupBy(part).fetchMap(part, last));
  }
}
