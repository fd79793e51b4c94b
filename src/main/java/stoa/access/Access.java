package stoa.access;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import io.prometheus.client.CollectorRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.db.Db;
import stoa.base.db.PreparedSql;
import stoa.base.db.Tx;
import stoa.event.Tags;
import stoa.schema.tables.Post;

/**
 * The one door to boards, topics and posts: whatever lists them takes its condition here, whatever
 * fetches one by its id fetches it here. Whoever may not see a board finds nothing of it. What is
 * pending is there for its author and the board's moderators alone; what was deleted for moderators
 * and for an author who deleted it themselves. Lists show neither, to anybody.
 */
public final class Access {
  /** A change ends the copy at once; this is for when none is received. */
  private static final Duration LIVE = Duration.ofSeconds(30);

  private static final Param<Long> ID = param("id", TOPIC.ID);

  private static final Field<?>[] TOPIC_FIELDS = TopicHead.FIELDS.toArray(Field<?>[]::new);
  private static final Field<?>[] BOTH_FIELDS =
      Stream.concat(TopicHead.FIELDS.stream(), PostText.FIELDS.stream()).toArray(Field<?>[]::new);

  private static final PreparedSql ONE_TOPIC =
      new PreparedSql(sql -> sql.select(TOPIC_FIELDS).from(TOPIC).where(TOPIC.ID.eq(ID)));

  private static final PreparedSql ONE_POST =
      new PreparedSql(sql ->
          sql.select(BOTH_FIELDS)
              .from(POST)
              .join(TOPIC)
              .on(TOPIC.ID.eq(POST.TOPIC_ID))
              .leftJoin(ACCOUNT)
              .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
              .where(POST.ID.eq(ID)));

  private final Db db;
  private final TaggedCache<AccessRules> rules;
  private final BoardReaders readers;

  /** For the time in which the database cannot be asked. */
  private volatile @Nullable AccessRules last;

  public Access(Db db, Caches caches, InstantSource clock, CollectorRegistry registry) {
    this.db = db;
    this.rules = caches.tagged("access", LIVE, 1, (_, _) -> 1);
    this.readers = new BoardReaders(clock);
    var _ = new AccessMetrics(() -> last, registry);
  }

  /** Groups and their rights as they are now. */
  public AccessRules rules() {
    return rules.get(
        "all",
        () -> {
          var read = db.read(AccessQueries::rules);
          last = read;
          return new TaggedCache.Made<>(read, Set.of(Tags.TREE));
        });
  }

  /** The same where nobody has to be asked. */
  public Optional<AccessRules> ifLocal() {
    return Optional.ofNullable(rules.find("all"));
  }

  /** Whoever is not signed in: what they see is public. */
  public Viewer.Guest guest() {
    return rules().guest();
  }

  /**
   * A guest by the rights of before, while the database is away: for pages that say so, and for
   * what is checked again before it takes effect.
   */
  public Viewer remembered() {
    var known = last;
    return known == null ? Viewer.Guest.NOBODY : known.guest();
  }

  /** A member of these groups, {@link GroupKind#MEMBERS} included. */
  public Viewer.Member member(long id, String name, Set<Long> groups) {
    return rules().member(id, name, groups);
  }

  /** The boards that stand in a list. */
  public Condition boards(Viewer viewer) {
    return viewer.rights().audience().sees(BOARD);
  }

  /** The topics that stand in a list, by their titles. */
  public Condition topics(Viewer viewer) {
    return viewer.rights().audience().sees(TOPIC).and(TOPIC.DELETED_AT.isNull());
  }

  /** Those of them whose texts can be read, too. */
  public Condition readableTopics(Viewer viewer) {
    return viewer.rights().audience().reads(TOPIC).and(TOPIC.DELETED_AT.isNull());
  }

  /** Whether the board of TOPIC is one that they read. */
  public Condition read(Viewer viewer) {
    return trueCondition().and(viewer.rights().audience().reads(TOPIC));
  }

  /** The same for a statement about several members at once. */
  public Condition readableTopics(Field<Long> account) {
    return TOPIC.DELETED_AT.isNull().and(readers.read(account, TOPIC.BOARD_ID));
  }

  /** The same for a statement about several members at once, of topics that are not their own. */
  public Condition titles(Field<Long> account) {
    return readers
        .read(account, TOPIC.BOARD_ID)
        .and(TOPIC.DELETED_AT.isNull().or(TOPIC.AUTHOR_ID.eq(account)));
  }

  /** The topics whose title they may read: their own also where it does not stand in lists. */
  public Condition titles(Viewer viewer) {
    Audience audience = viewer.rights().audience();
    Condition shown = TOPIC.DELETED_AT.isNull().or(audience.hidden(TOPIC));
    Condition own =
        viewer instanceof Viewer.Member member ? shown.or(TOPIC.AUTHOR_ID.eq(member.id())) : shown;
    return audience.sees(TOPIC).and(own);
  }

  /** The posts that stand in a list, joined with their TOPIC. */
  public Condition posts(Viewer viewer) {
    return readableTopics(viewer).and(shown(POST));
  }

  /**
   * The posts that an audience may find, hidden ones included, joined with their TOPIC.
   *
   * @param reads {@link Audience#reads}, as a parameter
   * @param hidden {@link Audience#hidden}, as a parameter
   */
  public Condition found(Field<Long[]> reads, Field<Long[]> hidden) {
    return TOPIC.BOARD_ID.eq(any(reads)).and(inTheOpen().or(TOPIC.BOARD_ID.eq(any(hidden))));
  }

  /** What everybody who may read its board reads, joined with TOPIC. */
  public Condition inTheOpen() {
    return TOPIC.DELETED_AT.isNull().and(shown(POST));
  }

  /** How many topics stand on some boards, by their kept counts. */
  public long topicCount(Collection<Long> boards) {
    return db.read(sql ->
        sql.select(coalesce(sum(BOARD.TOPIC_COUNT), inline(BigDecimal.ZERO)))
            .from(BOARD)
            .where(among(BOARD.ID, boards))
            .fetchSingle()
            .value1()
            .longValue());
  }

  /** The topics that everybody sees who sees their board. */
  public Condition openTopics() {
    return TOPIC.DELETED_AT.isNull();
  }

  /** Of a topic that may be read, a post in the open. */
  public Condition shown(Post post) {
    return post.DELETED_AT.isNull();
  }

  /** The topics that take replies, unless they are locked. */
  public Condition answerable() {
    return TOPIC.DELETED_AT.isNull().and(TOPIC.HELD_AT.isNull());
  }

  /** Which boards members read, for statements about several of them at once. */
  public BoardReaders readers() {
    return readers;
  }

  /**
   * A topic by its id.
   *
   * @throws Refused as not found or gone for whom may not read it
   */
  public TopicHead topic(Viewer viewer, long id) {
    return db.read(sql -> one(sql, id)).orElseThrow(Access::notFound).readFor(viewer);
  }

  private static Optional<TopicHead> one(DSLContext sql, long id) {
    return ONE_TOPIC.rows(sql, Map.of(ID.getName(), id), TOPIC_FIELDS).stream()
        .findFirst()
        .map(TopicHead::of);
  }

  /**
   * A topic, locked: what it was is not read before nobody else can change it.
   *
   * @throws Refused as not found or gone for whom may not read it
   */
  public TopicHead locked(Tx tx, Viewer viewer, long id) {
    return tx.sql()
        .select(TopicHead.FIELDS)
        .from(TOPIC)
        .where(TOPIC.ID.eq(id))
        .forNoKeyUpdate()
        .fetchOptional(TopicHead::of)
        .orElseThrow(Access::notFound)
        .readFor(viewer);
  }

  /** A post with its topic. */
  public record Found(TopicHead topic, PostText post) {}

  /**
   * A post by its id.
   *
   * @throws Refused as not found or gone for whom may not read it
   */
  public Found post(Viewer viewer, long id) {
    return db.read(sql ->
            ONE_POST.rows(sql, Map.of(ID.getName(), id), BOTH_FIELDS).stream()
                .findFirst()
                .map(row -> new Found(TopicHead.of(row), PostText.of(row))))
        .map(found -> readFor(viewer, found))
        .orElseThrow(Access::notFound);
  }

  private static Found readFor(Viewer viewer, Found found) {
    TopicHead topic = found.topic().readFor(viewer);
    if (!PostRights.of(viewer, topic, found.post()).mayRead()) {
      throw new Refused(
          found.post().state() == PostState.PENDING ? new Refusal.NotFound() : new Refusal.Gone());
    }
    return found;
  }

  /** The post of a topic that an answer may name: it stands there for everybody. */
  public @Nullable PostText answered(TopicHead topic, long id) {
    return db.read(sql -> text(sql, id))
        .filter(post -> post.topicId() == topic.id() && !post.state().hidden())
        .orElse(null);
  }

  /** A post as it is now, for a verb that asks for its rights itself. */
  public Optional<PostText> text(Tx tx, long id) {
    return text(tx.sql(), id);
  }

  private static Optional<PostText> text(DSLContext sql, long id) {
    return sql.select(PostText.FIELDS)
        .from(POST)
        .leftJoin(ACCOUNT)
        .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
        .where(POST.ID.eq(id))
        .fetchOptional(PostText::of);
  }

  /**
   * What is done to a topic.
   *
   * @throws Refused where they may not
   */
  public void require(Viewer viewer, Act act, TopicHead topic) {
    var _ = topic.readFor(viewer);
    act.require(act.allowedTo(viewer, topic));
  }

  private static Refused notFound() {
    return Refused.notFound();
  }
}
