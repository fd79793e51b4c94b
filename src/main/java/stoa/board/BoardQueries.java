package stoa.board;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Authors;
import stoa.access.Viewer;
import stoa.base.cache.Caches;
import stoa.base.cache.SharedCache;
import stoa.base.db.Db;
import stoa.base.view.TopicEnd;
import stoa.event.Tags;
import stoa.watch.WatchLevel;

/** What the index and the boards' pages read besides the tree. */
final class BoardQueries {
  private static final Duration LIVE = Duration.ofSeconds(30);

  /** Of a board whose unread topics are all older than so many others it is not told. */
  private static final int ENDS = 5;

  private final Db db;
  private final Access access;
  private final SharedCache<List<Counts>> counts;

  BoardQueries(Db db, Access access, Caches caches) {
    this.db = db;
    this.access = access;
    this.counts = caches.list("board_counts", LIVE, 1, new TypeReference<>() {});
  }

  /**
   * A board's own counts and last post.
   *
   * @param ends of the topics with the latest posts, pinned or not: by them it is read or unread
   */
  record Counts(
      long id,
      long topics,
      long posts,
      @Nullable Long lastPostId,
      @Nullable String lastTitle,
      @Nullable String lastAuthor,
      @Nullable String lastAuthorLink,
      @Nullable Instant lastAt,
      List<TopicEnd> ends) {
    Counts {
      ends = List.copyOf(ends);
    }

    /** Of a board that is new. */
    static Counts none(long id) {
      return new Counts(id, 0, 0, null, null, null, null, null, List.of());
    }
  }

  /** Those of all boards, which are few; whoever shows them has a reader's tree. */
  List<Counts> counts() {
    return counts.get(Tags.BOARDS, "all", this::readCounts);
  }

  private List<Counts> readCounts() {
    return db.read(sql ->
        sql.select(
                BOARD.ID,
                BOARD.TOPIC_COUNT,
                BOARD.POST_COUNT,
                BOARD.LAST_POST_ID,
                TOPIC.TITLE,
                Authors.name(ACCOUNT, POST.AUTHOR_NAME),
                Authors.linked(ACCOUNT),
                POST.CREATED_AT,
                ends())
            .from(BOARD)
            .leftJoin(POST)
            .on(POST.ID.eq(BOARD.LAST_POST_ID))
            .leftJoin(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .fetch(mapping(Counts::new)));
  }

  /** By index, whatever the size of the board. */
  private Field<List<TopicEnd>> ends() {
    return DSL.array(ends(TOPIC.PINNED.isTrue()).unionAll(ends(TOPIC.PINNED.isFalse())))
        .convertFrom(texts -> TopicEnd.parsed(String.join(" ", texts)));
  }

  private Select<Record1<String>> ends(Condition which) {
    var last = POST.as("last");
    var position = field(select(last.POSITION).from(last).where(last.ID.eq(TOPIC.LAST_POST_ID)));
    var at = field("(extract(epoch from {0}) * 1000000)::bigint", Long.class, TOPIC.LAST_POST_AT);
    return select(concat(TOPIC.ID, inline(","), coalesce(position, inline(0)), inline(","), at))
        .from(TOPIC)
        .where(TOPIC.BOARD_ID.eq(BOARD.ID), access.openTopics(), which)
        .orderBy(TOPIC.LAST_POST_AT.desc())
        .limit(ENDS);
  }

  /** What a member has set for a board. */
  WatchLevel level(long boardId, Viewer.Member member) {
    return db.read(sql ->
        sql.select(BOARD_WATCH.LEVEL)
            .from(BOARD_WATCH)
            .where(BOARD_WATCH.BOARD_ID.eq(boardId), BOARD_WATCH.ACCOUNT_ID.eq(member.id()))
            .fetchOptional(BOARD_WATCH.LEVEL)
            .map(WatchLevel::valueOf)
            .orElse(WatchLevel.NORMAL));
  }
}
