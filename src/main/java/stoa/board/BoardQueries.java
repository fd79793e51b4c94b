package stoa.board;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Authors;
import stoa.access.Viewer;
import stoa.base.cache.Caches;
import stoa.base.cache.SharedCache;
import stoa.base.db.Db;
import stoa.event.Tags;
import stoa.watch.WatchLevel;

/** What the index and the boards' pages read besides the tree. */
final class BoardQueries {
  private static final Duration LIVE = Duration.ofSeconds(30);

  private final Db db;
  private final SharedCache<List<Counts>> counts;

  BoardQueries(Db db, Caches caches) {
    this.db = db;
    this.counts = caches.list("board_counts", LIVE, 1, new TypeReference<>() {});
  }

  /** A board's own counts and last post. */
  record Counts(
      long id,
      long topics,
      long posts,
      @Nullable Long lastPostId,
      @Nullable String lastTitle,
      @Nullable String lastAuthor,
      @Nullable String lastAuthorLink,
      @Nullable Instant lastAt) {
    /** Of a board that is new. */
    static Counts none(long id) {
      return new Counts(id, 0, 0, null, null, null, null, null);
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
                POST.CREATED_AT)
            .from(BOARD)
            .leftJoin(POST)
            .on(POST.ID.eq(BOARD.LAST_POST_ID))
            .leftJoin(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .fetch(mapping(Counts::new)));
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
