package stoa.topic;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.POST_LIKE;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.base.Refused;
import stoa.base.Role;
import stoa.base.Viewer;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.cache.Tags;
import stoa.base.db.Db;
import stoa.base.web.Urls;
import stoa.schema.tables.Account;
import stoa.schema.tables.Post;

/** What the pages of topics and posts read. */
final class TopicQueries {
  private static final Post PARENT = POST.as("parent");
  private static final Account PARENT_AUTHOR = ACCOUNT.as("parent_author");

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

  /** What counts for a topic for which a member has set nothing. */
  static final String USUAL = "NORMAL";

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
    return db.read(sql -> head(sql, topicId, false));
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
    return head(sql, topicId, true);
  }

  private static Optional<TopicHead> head(DSLContext sql, long topicId, boolean locked) {
    var row = sql.select(HEAD).from(TOPIC).where(TOPIC.ID.eq(topicId));
    return (locked ? row.forNoKeyUpdate() : row).fetchOptional(TopicQueries::head);
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
   * The posts of one page, found by their places. The text of a deleted one only for whom may read
   * it.
   */
  List<PostRow> posts(TopicHead topic, int page, Viewer viewer, boolean mayReply) {
    return db.read(sql ->
        sql.select(
                POST.ID,
                POST.POSITION,
                POST.AUTHOR_ID,
                Authors.name(ACCOUNT, POST.AUTHOR_NAME),
                Authors.linked(ACCOUNT),
                ACCOUNT.ROLE,
                when(POST.DELETED_AT.isNull().or(Waiting.readsDeleted(viewer)), POST.HTML)
                    .otherwise(""),
                POST.CREATED_AT,
                POST.EDITED_AT,
                POST.SCORE,
                POST.DELETED_AT.isNotNull(),
                POST.DELETED_BY,
                POST.HELD_AT.isNotNull(),
                PARENT.ID,
                PARENT.POSITION,
                Authors.name(PARENT_AUTHOR, PARENT.AUTHOR_NAME),
                likedBy(viewer))
            .from(POST)
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .leftJoin(PARENT)
            .on(PARENT.ID.eq(POST.PARENT_ID))
            .leftJoin(PARENT_AUTHOR)
            .on(PARENT_AUTHOR.ID.eq(PARENT.AUTHOR_ID))
            .where(POST.TOPIC_ID.eq(topic.id()))
            .and(Waiting.onPage(topic, page, viewer))
            .orderBy(Waiting.order(viewer))
            .fetch(
                mapping(
                    (id,
                        position,
                        authorId,
                        author,
                        authorLink,
                        role,
                        html,
                        created,
                        edited,
                        score,
                        deleted,
                        deletedBy,
                        held,
                        parentId,
                        parentPosition,
                        parentAuthor,
                        liked) -> {
                      var rights =
                          new PostRights(viewer, topic, authorId, deleted, deletedBy, held);
                      return new PostRow(
                          id,
                          position,
                          Urls.post(id),
                          author,
                          Authors.url(authorLink),
                          role == null ? null : Role.valueOf(role),
                          authorId != null && authorId.equals(topic.authorId()),
                          html,
                          created,
                          edited,
                          score,
                          id.equals(topic.acceptedPostId()),
                          deleted,
                          held,
                          parentId == null
                              ? null
                              : new PostRow.InReplyTo(
                                  parentPosition, Urls.post(parentId), parentAuthor),
                          mayReply && !deleted ? "/t/" + topic.id() + "/reply?quote=" + id : null,
                          rights.mayEdit() ? Urls.post(id) + "/edit" : null,
                          rights.mayDelete(),
                          rights.mayRestore(),
                          rights.mayLike(),
                          liked,
                          position > 1 && rights.mayChoose());
                    })));
  }

  private static Condition likedBy(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Guest _ -> DSL.falseCondition();
      case Viewer.Member member ->
          exists(
              selectOne()
                  .from(POST_LIKE)
                  .where(POST_LIKE.POST_ID.eq(POST.ID), POST_LIKE.ACCOUNT_ID.eq(member.id())));
    };
  }

  /**
   * What is a member's own on a page of a topic.
   *
   * @param level what he has set for the topic: WATCH, NORMAL or MUTE; null for a guest
   * @param told whether he has notices of what stands there, also such as go by mail alone
   */
  record Mine(@Nullable String level, boolean told) {
    static final Mine NOTHING = new Mine(null, false);
  }

  /**
   * @param last the page's last post
   */
  Mine mine(long topicId, Viewer.Member member, long last) {
    var level =
        select(TOPIC_WATCH.LEVEL)
            .from(TOPIC_WATCH)
            .where(TOPIC_WATCH.TOPIC_ID.eq(topicId), TOPIC_WATCH.ACCOUNT_ID.eq(member.id()));
    var notices =
        selectOne()
            .from(NOTIFICATION)
            .where(
                NOTIFICATION.ACCOUNT_ID.eq(member.id()),
                NOTIFICATION.TOPIC_ID.eq(topicId),
                NOTIFICATION.POST_ID.isNull().or(NOTIFICATION.POST_ID.le(last)),
                NOTIFICATION.READ_AT.isNull());
    return db.read(sql ->
        sql.select(coalesce(field(level), inline(USUAL)), field(exists(notices)))
            .fetchSingle(mapping(Mine::new)));
  }

  Optional<Place> place(long postId) {
    return db.read(sql ->
        sql.select(TOPIC.ID, TOPIC.SLUG, Waiting.place())
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .where(POST.ID.eq(postId))
            .fetchOptional(mapping(Place::new)));
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
