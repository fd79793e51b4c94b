package stoa.notify;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.NOTICE_CHOICE;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;
import static stoa.schema.Tables.UNTOLD_POST;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.base.db.Tx;
import stoa.event.Tags;
import stoa.watch.Muted;
import stoa.watch.NotificationKind;
import stoa.watch.WatchLevel;

/** Who is notified of events: each method is one statement, however many members it notifies. */
final class NotifyQueries {
  private final Access access;

  NotifyQueries(Access access) {
    this.access = access;
  }

  /** Written out, as the indexes of watchers name it. */
  private static final Param<String> WATCH = inline(WatchLevel.WATCH.name());

  private static final Field<Long> EVENT_ID = number("event_id");
  private static final Field<Long> TOPIC_ID = number("topic_id");
  private static final Field<Long> POST_ID = number("post_id");
  private static final Field<Long> ACTOR_ID = number("actor_id");
  private static final Field<Long> BOARD_ID = number("board_id");
  private static final Field<Instant> CREATED_AT =
      field(name("notified", "at"), NOTIFICATION.CREATED_AT.getDataType());
  private static final Field<Long> RECIPIENT = field(name("recipient", "id"), Long.class);

  private static Field<Long> number(String column) {
    return field(name("notified", column), Long.class);
  }

  /** What members are to be notified of. */
  record Notification(
      long eventId,
      NotificationKind kind,
      long topicId,
      @Nullable Long postId,
      long boardId,
      long actorId,
      Instant at) {
    Notification as(NotificationKind other) {
      return new Notification(eventId, other, topicId, postId, boardId, actorId, at);
    }
  }

  /** A post as it is now. */
  record PostNow(
      boolean opens,
      @Nullable Long authorId,
      String html,
      @Nullable Long parentAuthorId,
      boolean readable) {}

  Optional<PostNow> post(Tx tx, long postId) {
    return Optional.ofNullable(posts(tx, List.of(postId)).get(postId));
  }

  /** Posts by their ids; those that are not there any more are left out. */
  Map<Long, PostNow> posts(Tx tx, Collection<Long> ids) {
    var parent = POST.as("parent");
    return tx.sql()
        .select(
            POST.ID,
            row(
                    DSL.field(POST.POSITION.isNotDistinctFrom(inline(1))),
                    POST.AUTHOR_ID,
                    POST.HTML,
                    parent.AUTHOR_ID,
                    DSL.field(access.inTheOpen()))
                .mapping(PostNow::new))
        .from(POST)
        .join(TOPIC)
        .on(TOPIC.ID.eq(POST.TOPIC_ID))
        .leftJoin(parent)
        .on(parent.ID.eq(POST.PARENT_ID))
        .where(among(POST.ID, ids))
        .fetchMap(POST.ID, Record2::value2);
  }

  Optional<Long> topicAuthor(Tx tx, long topicId) {
    return tx.sql()
        .select(TOPIC.AUTHOR_ID)
        .from(TOPIC)
        .where(TOPIC.ID.eq(topicId), TOPIC.AUTHOR_ID.isNotNull())
        .fetchOptional(TOPIC.AUTHOR_ID);
  }

  /** Notifies these members; answers whom, without those who do not want it. */
  List<Long> notifyMembers(Tx tx, Notification notification, Collection<Long> members) {
    return notifyMembers(
        tx, List.of(notification), table("unnest({0})", numbers(members)), noCondition());
  }

  /**
   * Notifies who watches: of replies who watches their topics, or their boards without having set
   * the topic apart; of a topic who watches its board.
   *
   * @param notifications of one kind
   * @return who was notified of one
   */
  List<Long> notifyWatchers(Tx tx, List<Notification> notifications) {
    return notifyMembers(
        tx, notifications, watchers(notifications.getFirst().kind()), noCondition());
  }

  /** The same, but nobody else than these. */
  List<Long> notifyWatchers(Tx tx, Notification notification, Collection<Long> members) {
    return notifyMembers(
        tx, List.of(notification), watchers(notification.kind()), among(ACCOUNT.ID, members));
  }

  private static Table<?> watchers(NotificationKind kind) {
    if (kind != NotificationKind.REPLY) {
      return lateral(onBoard());
    }
    var onTopic =
        select(TOPIC_WATCH.ACCOUNT_ID)
            .from(TOPIC_WATCH)
            .where(TOPIC_WATCH.TOPIC_ID.eq(TOPIC_ID), TOPIC_WATCH.LEVEL.eq(WATCH));
    // Not two conditions with "or" between them: for that, all members would be looked at.
    return lateral(onTopic.unionAll(onBoard()));
  }

  private static Select<Record1<Long>> onBoard() {
    return select(BOARD_WATCH.ACCOUNT_ID)
        .from(BOARD_WATCH)
        .where(
            BOARD_WATCH.BOARD_ID.eq(BOARD_ID),
            BOARD_WATCH.LEVEL.eq(WATCH),
            notExists(
                selectOne()
                    .from(TOPIC_WATCH)
                    .where(
                        TOPIC_WATCH.ACCOUNT_ID.eq(BOARD_WATCH.ACCOUNT_ID),
                        TOPIC_WATCH.TOPIC_ID.eq(TOPIC_ID))));
  }

  /**
   * @param recipients one column: members, for each of the notifications
   * @param only which of them
   */
  private List<Long> notifyMembers(
      Tx tx, List<Notification> notifications, Table<?> recipients, Condition only) {
    NotificationKind kind = notifications.getFirst().kind();
    var site = coalesce(NOTICE_CHOICE.ON_SITE, inline(true));
    var mail = coalesce(NOTICE_CHOICE.BY_MAIL, inline(kind.mailByDefault()));
    var notified =
        tx.sql()
            .insertInto(
                NOTIFICATION,
                NOTIFICATION.ACCOUNT_ID,
                NOTIFICATION.EVENT_ID,
                NOTIFICATION.KIND,
                NOTIFICATION.TOPIC_ID,
                NOTIFICATION.POST_ID,
                NOTIFICATION.ACTOR_ID,
                NOTIFICATION.ON_SITE,
                NOTIFICATION.CREATED_AT)
            .select(
                select(
                        ACCOUNT.ID,
                        EVENT_ID,
                        val(kind.name()),
                        TOPIC_ID,
                        POST_ID,
                        ACTOR_ID,
                        site,
                        CREATED_AT)
                    .from(asTable(notifications))
                    .crossJoin(recipients.as("recipient", "id"))
                    .join(ACCOUNT)
                    .on(ACCOUNT.ID.eq(RECIPIENT))
                    .leftJoin(NOTICE_CHOICE)
                    .on(NOTICE_CHOICE.ACCOUNT_ID.eq(ACCOUNT.ID), NOTICE_CHOICE.KIND.eq(kind.name()))
                    .where(
                        only,
                        ACCOUNT.ID.ne(ACTOR_ID),
                        ACCOUNT.REMOVED_AT.isNull(),
                        kind == NotificationKind.MODERATION
                            ? noCondition()
                            : access.readers().read(ACCOUNT.ID, BOARD_ID),
                        DSL.condition(site).or(DSL.condition(mail)),
                        // Nobody is out of a moderator's reach.
                        kind.optionalOnSite()
                            ? Muted.notMuted(ACCOUNT.ID, TOPIC_ID, BOARD_ID)
                            : noCondition()))
            .onConflictDoNothing()
            .returningResult(NOTIFICATION.ACCOUNT_ID)
            .fetch(NOTIFICATION.ACCOUNT_ID);
    changed(tx, notified);
    return notified;
  }

  /** As a table of one row each: one text for any number of them. */
  private static Table<?> asTable(List<Notification> notifications) {
    return table(
            "unnest({0}, {1}, {2}, {3}, {4}, {5})",
            numbers(notifications, Notification::eventId),
            numbers(notifications, Notification::topicId),
            numbers(notifications, Notification::postId),
            numbers(notifications, Notification::actorId),
            numbers(notifications, Notification::boardId),
            val(
                notifications.stream()
                    .map(notification -> notification.at().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .as("notified", "event_id", "topic_id", "post_id", "actor_id", "board_id", "at");
  }

  private static Field<Long[]> numbers(Collection<Long> members) {
    return val(members.toArray(Long[]::new));
  }

  private static Field<Long[]> numbers(
      List<Notification> notifications, Function<Notification, @Nullable Long> number) {
    return val(notifications.stream().map(number).toArray(Long[]::new));
  }

  /** Their numbers of what they have not read are others now. */
  private static void changed(Tx tx, Collection<Long> members) {
    tx.changes(members.stream().map(Tags::notifications).toList());
  }

  /**
   * Keeps the notifications of a new post pending because it is deleted; false where it is not (any
   * more). The post is locked for that: who restores it comes before, or after, and finds the row
   * in {@code untold_post}, which servers of the version before know by that name.
   */
  boolean keepPending(Tx tx, Notification notification) {
    long postId = requireNonNull(notification.postId());
    tx.sql().select(POST.ID).from(POST).where(POST.ID.eq(postId)).forShare().fetchOptional();
    if (post(tx, postId).map(PostNow::readable).orElse(false)) {
      return false;
    }
    tx.sql()
        .insertInto(UNTOLD_POST, UNTOLD_POST.POST_ID, UNTOLD_POST.CREATED_AT)
        .values(postId, notification.at())
        .onConflictDoNothing()
        .execute();
    return true;
  }

  /** Takes the pending posts of a topic that can be read now; they are pending no more. */
  List<Long> takePending(Tx tx, long topicId) {
    var readable =
        select(POST.ID)
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .where(POST.ID.eq(UNTOLD_POST.POST_ID), POST.TOPIC_ID.eq(topicId), access.inTheOpen());
    return tx.sql()
        .deleteFrom(UNTOLD_POST)
        .where(exists(readable))
        .returningResult(UNTOLD_POST.POST_ID)
        .fetch(UNTOLD_POST.POST_ID);
  }

  void endPending(Tx tx, long postId) {
    tx.sql().deleteFrom(UNTOLD_POST).where(UNTOLD_POST.POST_ID.eq(postId)).execute();
  }

  /** A like that was taken back need not be read any more. */
  void takeBack(Tx tx, NotificationKind kind, long postId, @Nullable Long actorId) {
    var by = actorId == null ? DSL.trueCondition() : NOTIFICATION.ACTOR_ID.eq(actorId);
    changed(
        tx,
        tx.sql()
            .deleteFrom(NOTIFICATION)
            .where(
                NOTIFICATION.ACCOUNT_ID.in(
                    select(POST.AUTHOR_ID).from(POST).where(POST.ID.eq(postId))),
                NOTIFICATION.KIND.eq(kind.name()),
                NOTIFICATION.POST_ID.eq(postId),
                NOTIFICATION.READ_AT.isNull(),
                by)
            .returningResult(NOTIFICATION.ACCOUNT_ID)
            .fetch(NOTIFICATION.ACCOUNT_ID));
  }
}
