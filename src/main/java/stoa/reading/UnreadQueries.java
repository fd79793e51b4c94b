package stoa.reading;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_READ;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import stoa.access.Access;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.event.Tags;
import stoa.schema.tables.Post;
import stoa.topic.TopicLists;
import stoa.watch.Muted;

/**
 * What a member has not read: of the topics with a post since their horizon, those whose last post
 * stands behind the last one that they had before them. Their horizon is the latest of when they
 * joined, when they marked everything as read, and some weeks ago.
 */
final class UnreadQueries {
  /** Pages of unread topics end here; who has more marks them all as read. */
  static final int LAST_PAGE = 20;

  /** New posts of a topic are not counted beyond these. */
  static final int MOST_COUNTED = 100;

  private static final Field<Long> OWN_TOPIC = field(name("own", "topic_id"), Long.class);
  private static final Field<Integer> OWN_POSITION = field(name("own", "position"), Integer.class);

  /** The last position that they had before them, 0 where none is known. */
  private static final Field<Integer> SEEN = greatest(TOPIC_READ.POSITION, OWN_POSITION, inline(0));

  private final Db db;
  private final Access access;
  private final Duration horizon;

  /**
   * @param horizon what is older counts as read
   */
  UnreadQueries(Db db, Access access, Duration horizon) {
    this.db = db;
    this.access = access;
    this.horizon = horizon;
  }

  /**
   * A topic with something unread.
   *
   * @param fresh how many new posts; {@link #MOST_COUNTED} are as many or more
   * @param topics how many such topics there are, on all pages
   * @param newest the time of the newest of all these posts
   */
  record Found(long topic, int fresh, int topics, Instant newest) {}

  /** A page of them, the newest activity first. */
  List<Found> list(Viewer.Member member, Map<Long, Integer> own, Instant now, int page) {
    var limit = horizonOf(member, now);
    var unread =
        name("unread")
            .fields("id", "last_at", "posts", "seen")
            .as(
                select(TOPIC.ID, TOPIC.LAST_POST_AT, TOPIC.POST_COUNT, SEEN)
                    .from(TOPIC)
                    .leftJoin(TOPIC_READ)
                    .on(TOPIC_READ.TOPIC_ID.eq(TOPIC.ID), TOPIC_READ.ACCOUNT_ID.eq(member.id()))
                    .leftJoin(table(own))
                    .on(OWN_TOPIC.eq(TOPIC.ID))
                    .where(
                        access.readableTopics(member),
                        TOPIC.LAST_POST_AT.gt(limit),
                        unread(),
                        notMuted(member))
                    .orderBy(TOPIC.LAST_POST_AT.desc(), TOPIC.ID.desc())
                    .limit(LAST_PAGE * TopicLists.SIZE));
    var id = field(name("unread", "id"), Long.class);
    var lastAt = field(name("unread", "last_at"), SQLDataType.INSTANT);
    var posts = field(name("unread", "posts"), Integer.class);
    var seen = field(name("unread", "seen"), Integer.class);
    // Places, not posts, are what bounds it: it reads the end of a topic of any length.
    var fresh =
        field(
            select(count())
                .from(POST)
                .where(
                    POST.TOPIC_ID.eq(id),
                    POST.POSITION.gt(greatest(seen, posts.minus(MOST_COUNTED))),
                    access.shown(POST),
                    POST.CREATED_AT.gt(limit)));
    return db.read(sql ->
        sql.with(unread)
            .select(
                id,
                fresh,
                field(select(count()).from(unread)),
                field(select(max(lastAt)).from(unread)))
            .from(unread)
            .orderBy(lastAt.desc(), id.desc())
            .limit(TopicLists.SIZE)
            .offset((page - 1) * TopicLists.SIZE)
            .fetch(mapping(Found::new)));
  }

  private Field<Instant> horizonOf(Viewer.Member member, Instant now) {
    return field(
        select(greatest(ACCOUNT.CREATED_AT, ACCOUNT.READ_BEFORE, val(now.minus(horizon))))
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(member.id())));
  }

  /** Marks that are not yet written, as a table. */
  private static Table<?> table(Map<Long, Integer> own) {
    Long[] topics = own.keySet().toArray(Long[]::new);
    Integer[] positions = own.values().toArray(Integer[]::new);
    return DSL.table("unnest({0}, {1})", val(topics), val(positions))
        .as("own", "topic_id", "position");
  }

  /** Places of deleted posts count in a topic's number of posts: its last one decides. */
  private static Condition unread() {
    Post last = POST.as("last");
    var lastPlace = field(select(last.POSITION).from(last).where(last.ID.eq(TOPIC.LAST_POST_ID)));
    return SEEN.eq(0).or(TOPIC.POST_COUNT.gt(SEEN).and(lastPlace.gt(SEEN)));
  }

  /** What a member has muted is not unread for them either. */
  private static Condition notMuted(Viewer.Member member) {
    return Muted.notMuted(val(member.id()), TOPIC.ID, TOPIC.BOARD_ID);
  }

  /** The first post that they have not read; of a topic of which they have read all, its last. */
  Optional<First> first(Viewer.Member member, long topic, int own, Instant now) {
    var read =
        field(
            select(TOPIC_READ.POSITION)
                .from(TOPIC_READ)
                .where(TOPIC_READ.ACCOUNT_ID.eq(member.id()), TOPIC_READ.TOPIC_ID.eq(topic)));
    var seen = greatest(read, val(own));
    // From the end, so that of a long topic only what is new is read.
    var old =
        field(
            select(POST.POSITION)
                .from(POST)
                .where(
                    POST.TOPIC_ID.eq(topic),
                    POST.POSITION.gt(seen),
                    POST.CREATED_AT.le(horizonOf(member, now)))
                .orderBy(POST.POSITION.desc())
                .limit(1));
    var visible = POST.TOPIC_ID.eq(topic).and(access.shown(POST));
    return db.read(sql ->
        sql.select(POST.ID, POST.POSITION)
            .from(POST)
            .where(visible, POST.POSITION.gt(greatest(seen, old)))
            .orderBy(POST.POSITION)
            .limit(1)
            .fetchOptional(mapping(First::new))
            .or(() ->
                sql.select(POST.ID, POST.POSITION)
                    .from(POST)
                    .where(visible, POST.POSITION.gt(0))
                    .orderBy(POST.POSITION.desc())
                    .limit(1)
                    .fetchOptional(mapping(First::new))));
  }

  /** A post and its place. */
  record First(long post, int position) {}

  /** Everything up to then counts as read. */
  void readAll(Viewer.Member member, Instant upTo) {
    db.change(tx -> {
      tx.changes(Set.of(Tags.reading(member.id())));
      tx.sql()
          .update(ACCOUNT)
          .set(ACCOUNT.READ_BEFORE, greatest(ACCOUNT.READ_BEFORE, val(upTo)))
          .where(ACCOUNT.ID.eq(member.id()))
          .execute();
    });
  }

  /** Everything on a board: a mark for each of its topics that could be unread. */
  void readBoard(Viewer.Member member, long board, Instant now) {
    db.change(tx -> {
      tx.changes(Set.of(Tags.reading(member.id())));
      tx.sql()
          .insertInto(
              TOPIC_READ,
              TOPIC_READ.ACCOUNT_ID,
              TOPIC_READ.TOPIC_ID,
              TOPIC_READ.POSITION,
              TOPIC_READ.READ_ON)
          .select(
              select(val(member.id()), TOPIC.ID, TOPIC.POST_COUNT, val(ReadMarkQueries.day(now)))
                  .from(TOPIC)
                  .where(
                      TOPIC.BOARD_ID.eq(board),
                      access.readableTopics(member),
                      TOPIC.LAST_POST_AT.gt(horizonOf(member, now)))
                  .orderBy(TOPIC.ID))
          .onConflict(TOPIC_READ.ACCOUNT_ID, TOPIC_READ.TOPIC_ID)
          .doUpdate()
          .set(TOPIC_READ.POSITION, excluded(TOPIC_READ.POSITION))
          .set(TOPIC_READ.READ_ON, excluded(TOPIC_READ.READ_ON))
          .where(TOPIC_READ.POSITION.lt(excluded(TOPIC_READ.POSITION)))
          .execute();
    });
  }
}
