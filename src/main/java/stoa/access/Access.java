package stoa.access;

import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.trueCondition;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.db.Db;
import stoa.base.db.PreparedSql;
import stoa.base.db.Tx;
import stoa.schema.tables.Post;

/**
 * The one door to topics and posts: whatever lists them takes its condition here, whatever fetches
 * one by its id fetches it here. What is pending is there for its author and moderators alone; what
 * was deleted for moderators and for an author who deleted it themselves. Lists show neither, to
 * anybody.
 */
public final class Access {
  /** Of what all see alike: a guest reads the same. */
  public static final Viewer EVERYBODY = new Viewer.Guest();

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

  public Access(Db db) {
    this.db = db;
  }

  /** Readers who may read what this one may. */
  public Audience audience(Viewer viewer) {
    return Audience.of(viewer);
  }

  /** The boards that stand in a list, and that can be written to. */
  public Condition boards(Viewer viewer) {
    return boards(audience(viewer));
  }

  /** The same for what is kept for many. */
  public Condition boards(Audience audience) {
    return audience.boards(BOARD.ID);
  }

  /** The topics that stand in a list. */
  public Condition topics(Viewer viewer) {
    return audience(viewer).boards(TOPIC.BOARD_ID).and(TOPIC.DELETED_AT.isNull());
  }

  /** The same for a statement about several members at once. */
  public Condition topicsOf(Field<Long> account) {
    return TOPIC.DELETED_AT.isNull();
  }

  /** The topics whose title they may read: their own also where it does not stand in lists. */
  public Condition titles(Viewer viewer) {
    Condition there = audience(viewer).boards(TOPIC.BOARD_ID);
    if (audience(viewer).hidden()) {
      return trueCondition().and(there);
    }
    return viewer instanceof Viewer.Member member
        ? topics(viewer).or(there.and(TOPIC.AUTHOR_ID.eq(member.id())))
        : topics(viewer);
  }

  /** The posts that stand in a list, joined with their TOPIC. */
  public Condition posts(Viewer viewer) {
    return topics(viewer).and(shown(POST));
  }

  /** The same for a statement about several members at once. */
  public Condition postsOf(Field<Long> account) {
    return topicsOf(account).and(shown(POST));
  }

  /** The posts that an audience may find, hidden ones included, joined with their TOPIC. */
  public Condition posts(Audience audience) {
    Condition there = audience.boards(TOPIC.BOARD_ID);
    return audience.hidden() ? there : there.and(inTheOpen());
  }

  /** What everybody who may read its board reads, joined with TOPIC. */
  public Condition inTheOpen() {
    return TOPIC.DELETED_AT.isNull().and(shown(POST));
  }

  /** Of a topic that may be read, a post in the open. */
  public Condition shown(Post post) {
    return post.DELETED_AT.isNull();
  }

  /** The topics that take replies, unless they are locked. */
  public Condition answerable() {
    return TOPIC.DELETED_AT.isNull().and(TOPIC.HELD_AT.isNull());
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
