package stoa.topic;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TAG;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_TAG;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Authors;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Paging;
import stoa.base.cache.Caches;
import stoa.base.cache.SharedCache;
import stoa.base.db.Db;
import stoa.base.view.Author;
import stoa.base.view.Crumb;
import stoa.base.view.Urls;
import stoa.event.Tags;
import stoa.schema.tables.Account;
import stoa.schema.tables.Post;

/** Lists of topics: of a board, across boards, of a tag. One statement each. */
public final class TopicLists {
  /** Topics on a page. */
  public static final int SIZE = 30;

  /** Pages across boards end here; who looks for something older searches. */
  public static final int LAST_PAGE = 100;

  private static final int AUDIENCES = 64;

  private static final Post LAST_POST = POST.as("last_post");
  private static final Account LAST_AUTHOR = ACCOUNT.as("last_author");

  /** Views are counted on without an event. */
  private static final Duration LIVE = Duration.ofSeconds(30);

  private final Db db;
  private final Access access;
  private final SharedCache<List<TopicRow>> first;
  private final SharedCache<Long> counts;

  public TopicLists(Db db, Access access, Caches caches) {
    this.db = db;
    this.access = access;
    this.first = caches.list("topics", LIVE, 1_000, new TypeReference<>() {});
    this.counts = caches.list("topic_count", LIVE, AUDIENCES, new TypeReference<>() {});
  }

  /** How the topics of a board are ordered. Each has its index. */
  public enum Sort {
    ACTIVE,
    NEW,
    REPLIES;

    /** The order of that name in an address; the usual one for any other text. */
    public static Sort of(@Nullable String name) {
      return switch (name) {
        case "new" -> NEW;
        case "replies" -> REPLIES;
        case null, default -> ACTIVE;
      };
    }

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The pinned ones first; none for whom does not see the board, and the same for all others. */
  public List<TopicRow> ofBoard(Viewer viewer, long boardId, Sort sort, int page) {
    if (!Act.SEE.allowedTo(viewer, boardId)) {
      return List.of();
    }
    String tag = Tags.board(boardId);
    return page == 1 && sort == Sort.ACTIVE
        ? first.get(tag, tag, () -> readOfBoard(viewer, boardId, sort, page))
        : readOfBoard(viewer, boardId, sort, page);
  }

  private List<TopicRow> readOfBoard(Viewer viewer, long boardId, Sort sort, int page) {
    Field<?> by =
        switch (sort) {
          case ACTIVE -> TOPIC.LAST_POST_AT;
          case NEW -> TOPIC.CREATED_AT;
          case REPLIES -> TOPIC.REPLY_COUNT;
        };
    return list(
        viewer,
        TOPIC.BOARD_ID.eq(boardId),
        page,
        false,
        TOPIC.PINNED.desc(),
        by.desc(),
        TOPIC.ID.desc());
  }

  public List<TopicRow> latest(Viewer viewer, int page) {
    return page == 1
        ? first.get(Tags.LATEST, Tags.LATEST + " " + audience(viewer), () -> readLatest(viewer, 1))
        : readLatest(viewer, page);
  }

  private static String audience(Viewer viewer) {
    return viewer.rights().audience().key();
  }

  private List<TopicRow> readLatest(Viewer viewer, int page) {
    return list(viewer, trueCondition(), page, true, TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc());
  }

  /** The highest scores among the topics begun since then; of all time without a start. */
  public List<TopicRow> top(Viewer viewer, Optional<Instant> since, int page) {
    Condition begun = since.map(TOPIC.CREATED_AT::ge).orElse(noCondition());
    return list(viewer, begun, page, true, TOPIC.SCORE.desc(), TOPIC.ID.desc());
  }

  public List<TopicRow> tagged(Viewer viewer, long tagId, int page) {
    Condition tagged =
        TOPIC.ID.in(select(TOPIC_TAG.TOPIC_ID).from(TOPIC_TAG).where(TOPIC_TAG.TAG_ID.eq(tagId)));
    return list(viewer, tagged, page, true, TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc());
  }

  /** These topics, the newest activity first. */
  public List<TopicRow> some(Viewer viewer, Collection<Long> topics) {
    return topics.isEmpty()
        ? List.of()
        : list(
            viewer, among(TOPIC.ID, topics), 1, true, TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc());
  }

  private List<TopicRow> list(
      Viewer viewer, Condition which, int page, boolean withBoard, OrderField<?>... order) {
    // The page's ids first, from an index alone, then the rows: a deep page reads no rows it does
    // not show.
    var ids =
        select(TOPIC.ID)
            .from(TOPIC)
            .where(which, access.topics(viewer))
            .orderBy(order)
            .limit(SIZE)
            .offset((page - 1) * SIZE);
    return db.read(sql ->
        sql.select(
                TOPIC.ID,
                TOPIC.TITLE,
                TOPIC.SLUG,
                BOARD.TITLE,
                BOARD.SLUG,
                Authors.name(ACCOUNT, TOPIC.AUTHOR_NAME),
                Authors.linked(ACCOUNT),
                TOPIC.CREATED_AT,
                TOPIC.REPLY_COUNT,
                TOPIC.VIEW_COUNT,
                TOPIC.LAST_POST_ID,
                Authors.name(LAST_AUTHOR, TOPIC.LAST_AUTHOR_NAME),
                Authors.linked(LAST_AUTHOR),
                TOPIC.LAST_POST_AT,
                coalesce(LAST_POST.POSITION, inline(0)),
                TOPIC.PINNED,
                TOPIC.LOCKED_AT.isNotNull(),
                TOPIC.ACCEPTED_POST_ID.isNotNull(),
                TOPIC.POST_COUNT,
                TopicHead.tags(TOPIC.ID))
            .from(TOPIC)
            .join(BOARD)
            .on(BOARD.ID.eq(TOPIC.BOARD_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(TOPIC.AUTHOR_ID))
            .leftJoin(LAST_AUTHOR)
            .on(LAST_AUTHOR.ID.eq(TOPIC.LAST_AUTHOR_ID))
            .leftJoin(LAST_POST)
            .on(LAST_POST.ID.eq(TOPIC.LAST_POST_ID))
            .where(TOPIC.ID.in(ids))
            .orderBy(order)
            .fetch(
                mapping(
                    (id,
                        title,
                        slug,
                        boardTitle,
                        boardSlug,
                        author,
                        authorLink,
                        created,
                        replies,
                        views,
                        lastPost,
                        lastAuthor,
                        lastLink,
                        lastAt,
                        lastPlace,
                        pinned,
                        locked,
                        solved,
                        posts,
                        tags) ->
                        new TopicRow(
                            id,
                            title,
                            Urls.topic(id, slug),
                            withBoard ? new Crumb(boardTitle, Urls.board(boardSlug)) : null,
                            crumbs(tags),
                            new TopicRow.Flags(pinned, locked, solved),
                            new TopicRow.Opening(Author.of(author, authorLink), created),
                            new TopicRow.Counts(
                                replies, views, Paging.pagesOf(posts, Posts.ON_A_PAGE)),
                            new TopicRow.LastPost(
                                lastPost == null ? Urls.topic(id, slug) : Urls.post(lastPost),
                                Author.of(lastAuthor, lastLink),
                                lastAt,
                                lastPlace)))));
  }

  static List<Crumb> crumbs(List<String> tags) {
    return tags.stream().map(tag -> new Crumb(tag, Urls.tag(tag))).toList();
  }

  /**
   * How many topics carry the tag, and its id; empty where there is no such tag, or none of its
   * topics is for them.
   */
  Optional<Tagged> tag(Viewer viewer, String name) {
    boolean all = viewer.rights().audience().sees().all();
    return db.read(sql ->
            sql.select(TAG.ID, TAG.NAME, all ? TAG.TOPIC_COUNT : field(tagged(viewer)))
                .from(TAG)
                .where(TAG.NAME.eq(name))
                .fetchOptional(mapping(Tagged::new)))
        .filter(tag -> all || tag.topics() > 0);
  }

  /** No more are counted than pages show. */
  private Select<Record1<Long>> tagged(Viewer viewer) {
    var theirs =
        selectOne()
            .from(TOPIC_TAG)
            .join(TOPIC)
            .on(TOPIC.ID.eq(TOPIC_TAG.TOPIC_ID))
            .where(TOPIC_TAG.TAG_ID.eq(TAG.ID), access.topics(viewer))
            .limit(LAST_PAGE * SIZE);
    return select(count().cast(Long.class)).from(theirs);
  }

  record Tagged(long id, String name, long topics) {}

  /** All topics that they see, from the boards' kept counts. */
  long topics(Viewer viewer) {
    return counts.get(Tags.BOARDS, audience(viewer), () -> countTopics(viewer));
  }

  private long countTopics(Viewer viewer) {
    return db.read(sql ->
        sql.select(DSL.coalesce(DSL.sum(BOARD.TOPIC_COUNT), DSL.inline(java.math.BigDecimal.ZERO)))
            .from(BOARD)
            .where(access.boards(viewer))
            .fetchSingle()
            .value1()
            .longValue());
  }
}
