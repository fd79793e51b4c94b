package stoa.topic;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.cache.Tags;
import stoa.base.db.Db;
import stoa.base.db.Kept;
import stoa.base.web.Urls;
import stoa.watch.WatchLevel;

/** What the pages of topics and posts read. */
final class TopicQueries {
  private static final Field<Boolean> LOCKED = field(TOPIC.LOCKED_AT.isNotNull());
  private static final Field<Boolean> HELD = field(TOPIC.HELD_AT.isNotNull());
  private static final Field<List<String>> TAGS = TopicLists.tags(TOPIC.ID);

  /** What {@link #head(Record)} reads. */
  static final List<Field<?>> HEAD =
      List.of(
          TOPIC.ID,
          TOPIC.BOARD_ID,
          TOPIC.AUTHOR_ID,
          TOPIC.TITLE,
          TOPIC.SLUG,
          TOPIC.CREATED_AT,
          TOPIC.POST_COUNT,
          TOPIC.REPLY_COUNT,
          TOPIC.VIEW_COUNT,
          TOPIC.PINNED,
          LOCKED,
          TOPIC.ACCEPTED_POST_ID,
          TOPIC.DELETED_AT,
          TOPIC.DELETED_BY,
          HELD,
          TAGS);

  private static final Param<Long> TOPIC_ID = param("topic", TOPIC.ID);
  private static final Param<Long> MEMBER = param("member", ACCOUNT.ID);
  private static final Param<Long> LAST_POST = param("last_post", POST.ID);

  private static final Kept ONE =
      new Kept(sql -> sql.select(HEAD).from(TOPIC).where(TOPIC.ID.eq(TOPIC_ID)));

  private static final Field<String> LEVEL = field(name("level"), String.class);
  private static final Field<Boolean> TOLD = field(name("told"), Boolean.class);
  private static final Kept MINE = new Kept(TopicQueries::mine);

  private static final Duration LIVE = Duration.ofSeconds(30);

  private final Db db;
  private final TaggedCache<BoardPath> paths;

  TopicQueries(Db db, Caches caches) {
    this.db = db;
    this.paths = caches.tagged("board_paths", LIVE, 1_000, (_, _) -> 1);
  }

  /** A post as a link needs it. */
  record Place(long topicId, String slug, int position) {
    String url(long postId) {
      return Urls.place(topicId, slug, Posts.page(position), postId);
    }
  }

  /** A post as the forms that quote and change it need it. */
  record PostText(
      long id,
      long topicId,
      int position,
      @Nullable Long authorId,
      @Nullable String authorName,
      String source,
      int edits,
      boolean deleted,
      @Nullable Long deletedBy,
      boolean held) {}

  Optional<TopicHead> head(long topicId) {
    return db.read(sql ->
        ONE.rows(sql, Map.of(TOPIC_ID.getName(), topicId), HEAD.toArray(Field<?>[]::new)).stream()
            .findFirst()
            .map(TopicQueries::head));
  }

  /**
   * The same for whom may read it.
   *
   * @throws Refused as not found or gone
   */
  TopicHead readable(Viewer viewer, long topicId) {
    return head(topicId).orElseThrow(Topics::notFound).readFor(viewer);
  }

  /** The same, locked: what it was is not read before nobody else can change it. */
  static Optional<TopicHead> lockedHead(DSLContext sql, long topicId) {
    return sql.select(HEAD)
        .from(TOPIC)
        .where(TOPIC.ID.eq(topicId))
        .forNoKeyUpdate()
        .fetchOptional(TopicQueries::head);
  }

  /** From a row with {@link #HEAD}. */
  static TopicHead head(Record row) {
    return new TopicHead(
        row.get(TOPIC.ID),
        row.get(TOPIC.BOARD_ID),
        row.get(TOPIC.AUTHOR_ID),
        row.get(TOPIC.TITLE),
        row.get(TOPIC.SLUG),
        row.get(TOPIC.CREATED_AT),
        row.get(TOPIC.POST_COUNT),
        row.get(TOPIC.REPLY_COUNT),
        row.get(TOPIC.VIEW_COUNT),
        row.get(TOPIC.PINNED),
        row.get(LOCKED),
        row.get(TOPIC.ACCEPTED_POST_ID),
        row.get(TOPIC.DELETED_AT),
        row.get(TOPIC.DELETED_BY),
        row.get(HELD),
        row.get(TAGS));
  }

  BoardPath path(long boardId) {
    return paths.get(
        Long.toString(boardId),
        () ->
            new TaggedCache.Made<>(db.read(sql -> BoardPath.to(sql, boardId)), Set.of(Tags.TREE)));
  }

  /**
   * What is a member's own on a page of a topic.
   *
   * @param level what he has set for the topic; null for a guest
   * @param told whether he has notices of what stands there, also such as go by mail alone
   */
  record Mine(@Nullable WatchLevel level, boolean told) {
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
    Record row = db.read(sql -> MINE.rows(sql, values, LEVEL, TOLD).getFirst());
    return new Mine(WatchLevel.valueOf(row.get(LEVEL)), row.get(TOLD));
  }

  private static Query mine(DSLContext sql) {
    var level =
        select(TOPIC_WATCH.LEVEL)
            .from(TOPIC_WATCH)
            .where(TOPIC_WATCH.TOPIC_ID.eq(TOPIC_ID), TOPIC_WATCH.ACCOUNT_ID.eq(MEMBER));
    var notices =
        selectOne()
            .from(NOTIFICATION)
            .where(
                NOTIFICATION.ACCOUNT_ID.eq(MEMBER),
                NOTIFICATION.TOPIC_ID.eq(TOPIC_ID),
                NOTIFICATION.POST_ID.isNull().or(NOTIFICATION.POST_ID.le(LAST_POST)),
                NOTIFICATION.READ_AT.isNull());
    return sql.select(
        coalesce(field(level), inline(WatchLevel.NORMAL.name())), field(exists(notices)));
  }

  Optional<Place> place(long postId) {
    return db.read(sql ->
        sql.select(TOPIC.ID, TOPIC.SLUG, place())
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .where(POST.ID.eq(postId))
            .fetchOptional(mapping(Place::new)));
  }

  /** The position at which a link leads to the post: of a waiting reply the topic's last. */
  private static Field<Integer> place() {
    return when(POST.POSITION.gt(0), POST.POSITION).otherwise(TOPIC.POST_COUNT);
  }

  Optional<PostText> text(long postId) {
    return db.read(sql -> text(sql, postId));
  }

  static Optional<PostText> text(DSLContext sql, long postId) {
    return sql.select(
            POST.ID,
            POST.TOPIC_ID,
            POST.POSITION,
            POST.AUTHOR_ID,
            Authors.name(ACCOUNT, POST.AUTHOR_NAME),
            POST.SOURCE,
            POST.EDITS,
            POST.DELETED_AT.isNotNull(),
            POST.DELETED_BY,
            POST.HELD_AT.isNotNull())
        .from(POST)
        .leftJoin(ACCOUNT)
        .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
        .where(POST.ID.eq(postId))
        .fetchOptional(mapping(PostText::new));
  }

  /**
   * Adds what was viewed since the last time, in one batch; in the order of ids, as others lock.
   */
  void addViews(SortedMap<Long, Integer> views) {
    if (views.isEmpty()) {
      return;
    }
    db.change(tx -> {
      var batch =
          tx.sql()
              .batch(
                  tx.sql()
                      .update(TOPIC)
                      .set(TOPIC.VIEW_COUNT, TOPIC.VIEW_COUNT.plus((Long) null))
                      .where(TOPIC.ID.eq((Long) null)));
      for (var view : views.entrySet()) {
        batch = batch.bind((long) view.getValue(), view.getKey());
      }
      batch.execute();
    });
  }
}
