package stoa.board;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_FORMER_SLUG;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;
import stoa.base.cache.Caches;
import stoa.base.cache.SharedCache;
import stoa.base.cache.Tags;
import stoa.base.db.Db;
import stoa.topic.Authors;
import stoa.watch.WatchLevel;

/** What the index and the boards' pages read. Boards are few: the whole tree is one statement. */
final class BoardQueries {
  private static final Duration LIVE = Duration.ofSeconds(30);

  private final Db db;
  private final SharedCache<List<Row>> tree;

  BoardQueries(Db db, Caches caches) {
    this.db = db;
    this.tree = caches.list("boards", LIVE, 1, new TypeReference<>() {});
  }

  /** A category or board with its own counts and last post. */
  record Row(
      long id,
      @Nullable Long parentId,
      String title,
      String slug,
      String description,
      boolean closed,
      long topics,
      long posts,
      @Nullable Long lastPostId,
      @Nullable String lastTitle,
      @Nullable String lastAuthor,
      @Nullable String lastAuthorLink,
      @Nullable Instant lastAt) {}

  /** All of them, in the administrator's order. */
  List<Row> all() {
    return tree.get(Tags.BOARDS, "all", this::readAll);
  }

  private List<Row> readAll() {
    return db.read(sql ->
        sql.select(
                BOARD.ID,
                BOARD.PARENT_ID,
                BOARD.TITLE,
                BOARD.SLUG,
                BOARD.DESCRIPTION,
                BOARD.CLOSED_AT.isNotNull(),
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
            .orderBy(BOARD.POSITION, BOARD.ID)
            .fetch(mapping(Row::new)));
  }

  /** The slug that a board has now, for one that it had before. */
  Optional<String> currentSlug(String former) {
    return db.read(sql ->
        sql.select(BOARD.SLUG)
            .from(BOARD_FORMER_SLUG)
            .join(BOARD)
            .on(BOARD.ID.eq(BOARD_FORMER_SLUG.BOARD_ID))
            .where(BOARD_FORMER_SLUG.SLUG.eq(former))
            .fetchOptional(row -> row.value1()));
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
