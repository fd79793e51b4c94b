package stoa.mail;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.MAIL;
import static stoa.schema.Tables.MAIL_PAUSE;
import static stoa.schema.Tables.NOTICE_CHOICE;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.schema.tables.Account;
import stoa.watch.Muted;
import stoa.watch.NotificationKind;

/** The rows of outgoing mail. */
final class MailQueries {
  /** Kinds that are mailed unless the member chose otherwise. */
  private static final List<String> USUAL =
      Arrays.stream(NotificationKind.values())
          .filter(NotificationKind::mailByDefault)
          .map(NotificationKind::name)
          .toList();

  /** Kinds that quote what a post says. */
  private static final List<String> OF_POSTS = List.of("MENTION", "QUOTE", "REPLY", "TOPIC");

  private final Db db;
  private final Access access;

  MailQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /**
   * A mail for each member who was notified of one of the events and wants mail of that kind.
   *
   * @param members who was notified; their notifications are found by them, not by the events
   */
  void queue(Tx tx, Collection<Long> members, Collection<Long> events, Instant now, Instant due) {
    var wanted = coalesce(NOTICE_CHOICE.BY_MAIL, NOTIFICATION.KIND.in(inlined(USUAL)));
    tx.sql()
        .insertInto(
            MAIL,
            MAIL.ACCOUNT_ID,
            MAIL.EVENT_ID,
            MAIL.KIND,
            MAIL.TOPIC_ID,
            MAIL.POST_ID,
            MAIL.ACTOR_ID,
            MAIL.DUE_AT,
            MAIL.CREATED_AT)
        .select(
            select(
                    NOTIFICATION.ACCOUNT_ID,
                    NOTIFICATION.EVENT_ID,
                    NOTIFICATION.KIND,
                    NOTIFICATION.TOPIC_ID,
                    NOTIFICATION.POST_ID,
                    NOTIFICATION.ACTOR_ID,
                    val(due),
                    val(now))
                .from(NOTIFICATION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(NOTIFICATION.ACCOUNT_ID))
                .leftJoin(NOTICE_CHOICE)
                .on(
                    NOTICE_CHOICE.ACCOUNT_ID.eq(NOTIFICATION.ACCOUNT_ID),
                    NOTICE_CHOICE.KIND.eq(NOTIFICATION.KIND))
                .where(
                    among(NOTIFICATION.ACCOUNT_ID, members),
                    among(NOTIFICATION.EVENT_ID, events),
                    ACCOUNT.EMAIL.isNotNull(),
                    condition(wanted),
                    notPaused()))
        .onConflictDoNothing()
        .execute();
  }

  private static List<org.jooq.Param<String>> inlined(List<String> texts) {
    return texts.stream().map(org.jooq.impl.DSL::inline).toList();
  }

  private static Condition notPaused() {
    return notExists(
        selectOne()
            .from(MAIL_PAUSE)
            .where(MAIL_PAUSE.ACCOUNT_ID.eq(ACCOUNT.ID), MAIL_PAUSE.EMAIL.eq(ACCOUNT.EMAIL)));
  }

  /** Takes some that are due, before they go out: whatever happens then, they do not go twice. */
  List<Long> claim(Instant now, int most) {
    return db.write(tx ->
        tx.sql()
            .update(MAIL)
            .set(MAIL.STATE, "SENDING")
            .set(MAIL.ATTEMPTS, MAIL.ATTEMPTS.plus(1))
            .set(MAIL.DUE_AT, now)
            .where(
                MAIL.ID.in(
                    select(MAIL.ID)
                        .from(MAIL)
                        .where(MAIL.STATE.eq(inline("WAITING")), MAIL.DUE_AT.le(now))
                        .orderBy(MAIL.DUE_AT)
                        .limit(most)
                        .forUpdate()
                        .skipLocked()))
            .returningResult(MAIL.ID)
            .fetch(MAIL.ID));
  }

  /** What a mail says, as it is now. */
  record QueuedMail(
      long id,
      long accountId,
      String name,
      @Nullable String email,
      @Nullable String language,
      String kind,
      int attempts,
      @Nullable Long eventId,
      @Nullable Long topicId,
      @Nullable String topicTitle,
      @Nullable Long postId,
      @Nullable String source,
      @Nullable String actor,
      boolean wanted) {}

  List<QueuedMail> queued(Collection<Long> ids) {
    Account actor = ACCOUNT.as("actor");
    var choice = coalesce(NOTICE_CHOICE.BY_MAIL, MAIL.KIND.in(inlined(USUAL)));
    var topicThere = TOPIC.ID.isNull().or(access.readableTopics(ACCOUNT.ID));
    var postThere = POST.ID.isNull().or(access.shown(POST));
    var there = topicThere.and(postThere).or(MAIL.KIND.eq("MODERATION"));
    // Also what was muted after the notification.
    var notMuted =
        Muted.notMuted(MAIL.ACCOUNT_ID, MAIL.TOPIC_ID, TOPIC.BOARD_ID)
            .or(MAIL.KIND.eq("MODERATION"));
    var unread = NOTIFICATION.EVENT_ID.isNotNull().and(NOTIFICATION.READ_AT.isNull());
    return db.read(sql ->
        sql.select(
                MAIL.ID,
                ACCOUNT.ID,
                ACCOUNT.NAME,
                ACCOUNT.EMAIL,
                ACCOUNT.LANGUAGE,
                MAIL.KIND,
                MAIL.ATTEMPTS,
                MAIL.EVENT_ID,
                TOPIC.ID,
                when(access.titles(ACCOUNT.ID), TOPIC.TITLE),
                POST.ID,
                when(topicThere.and(postThere), POST.SOURCE),
                actor.NAME,
                ACCOUNT
                    .REMOVED_AT
                    .isNull()
                    .and(notPaused())
                    .and(
                        MAIL.KIND
                            .eq("DIGEST")
                            .and(ACCOUNT.DIGEST.ne("NONE"))
                            .or(
                                condition(choice)
                                    .and(there)
                                    .and(notMuted)
                                    .and(unread)
                                    .and(first()))))
            .from(MAIL)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(MAIL.ACCOUNT_ID))
            .leftJoin(NOTIFICATION)
            .on(
                NOTIFICATION.ACCOUNT_ID.eq(MAIL.ACCOUNT_ID),
                NOTIFICATION.EVENT_ID.eq(MAIL.EVENT_ID))
            .leftJoin(NOTICE_CHOICE)
            .on(NOTICE_CHOICE.ACCOUNT_ID.eq(MAIL.ACCOUNT_ID), NOTICE_CHOICE.KIND.eq(MAIL.KIND))
            .leftJoin(TOPIC)
            .on(TOPIC.ID.eq(MAIL.TOPIC_ID))
            .leftJoin(POST)
            .on(POST.ID.eq(MAIL.POST_ID))
            .leftJoin(actor)
            .on(actor.ID.eq(MAIL.ACTOR_ID))
            .where(among(MAIL.ID, ids))
            .orderBy(MAIL.ID)
            .fetch(mapping(QueuedMail::new)));
  }

  /** Edits can call a member again and again: of each post one mail of a kind goes to them. */
  private static Condition first() {
    var earlier = MAIL.as("earlier");
    return MAIL.KIND
        .notIn(inlined(OF_POSTS))
        .or(
            notExists(
                selectOne()
                    .from(earlier)
                    .where(
                        earlier.ACCOUNT_ID.eq(MAIL.ACCOUNT_ID),
                        earlier.POST_ID.eq(MAIL.POST_ID),
                        earlier.KIND.eq(MAIL.KIND),
                        earlier.ID.lt(MAIL.ID),
                        earlier.STATE.in(inline("SENT"), inline("UNKNOWN")))));
  }

  void ended(Collection<Long> ids, String state, @Nullable String fault, Instant now) {
    db.change(tx ->
        tx.sql()
            .update(MAIL)
            .set(MAIL.STATE, state)
            .set(MAIL.FAULT, fault)
            .set(MAIL.ENDED_AT, now)
            .where(among(MAIL.ID, ids))
            .execute());
  }

  void again(long id, Instant due, String fault) {
    db.change(tx ->
        tx.sql()
            .update(MAIL)
            .set(MAIL.STATE, "WAITING")
            .set(MAIL.DUE_AT, due)
            .set(MAIL.FAULT, fault)
            .where(MAIL.ID.eq(id))
            .execute());
  }

  void pause(long account, String email, String reason, Instant now) {
    db.change(tx ->
        tx.sql()
            .insertInto(MAIL_PAUSE)
            .set(MAIL_PAUSE.ACCOUNT_ID, account)
            .set(MAIL_PAUSE.EMAIL, email)
            .set(MAIL_PAUSE.SINCE, now)
            .set(MAIL_PAUSE.REASON, reason)
            .onConflict(MAIL_PAUSE.ACCOUNT_ID)
            .doUpdate()
            .set(MAIL_PAUSE.EMAIL, email)
            .set(MAIL_PAUSE.SINCE, now)
            .set(MAIL_PAUSE.REASON, reason)
            .execute());
  }

  /** Those that a crash left half-way: nobody can tell whether they went out. */
  int unknown(Instant before, Instant now) {
    return db.write(tx ->
        tx.sql()
            .update(MAIL)
            .set(MAIL.STATE, "UNKNOWN")
            .set(MAIL.ENDED_AT, now)
            .set(MAIL.FAULT, "the server stopped while it was sent")
            .where(MAIL.STATE.eq(inline("SENDING")), MAIL.DUE_AT.lt(before))
            .execute());
  }

  /** Puts one that failed back, by an administrator's will. */
  boolean retry(long id, Instant now) {
    return db.write(tx ->
        tx.sql()
            .update(MAIL)
            .set(MAIL.STATE, "WAITING")
            .set(MAIL.DUE_AT, now)
            .where(MAIL.ID.eq(id), MAIL.STATE.in("FAILED", "UNKNOWN"))
            .execute())
        == 1;
  }

  boolean drop(long id, Instant now) {
    return db.write(tx ->
        tx.sql()
            .update(MAIL)
            .set(MAIL.STATE, "SKIPPED")
            .set(MAIL.ENDED_AT, now)
            .where(MAIL.ID.eq(id), MAIL.STATE.in("FAILED", "UNKNOWN", "WAITING"))
            .execute())
        == 1;
  }

  Map<String, Integer> states() {
    return db.read(sql ->
        sql.select(MAIL.STATE, count())
            .from(MAIL)
            .groupBy(MAIL.STATE)
            .fetchMap(MAIL.STATE, count()));
  }

  /** How many wait, and since when the oldest is due. */
  record Waiting(int count, @Nullable Instant oldest) {}

  /** Asked each second: no more than so many are counted. */
  Waiting waiting(int most) {
    var first =
        select(MAIL.DUE_AT)
            .from(MAIL)
            .where(MAIL.STATE.eq(inline("WAITING")))
            .orderBy(MAIL.DUE_AT)
            .limit(most)
            .asTable("first");
    return db.read(sql ->
        sql.select(count(), min(first.field(MAIL.DUE_AT)))
            .from(first)
            .fetchSingle(mapping(Waiting::new)));
  }

  List<MailPage.Failed> failed(int most) {
    return db.read(sql ->
        sql.select(
                MAIL.ID,
                ACCOUNT.NAME,
                MAIL.KIND,
                MAIL.STATE,
                MAIL.ATTEMPTS,
                coalesce(MAIL.FAULT, ""),
                MAIL.CREATED_AT)
            .from(MAIL)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(MAIL.ACCOUNT_ID))
            .where(MAIL.STATE.in(inline("FAILED"), inline("UNKNOWN")))
            .orderBy(MAIL.ID.desc())
            .limit(most)
            .fetch(mapping(MailPage.Failed::new)));
  }

  /** No more mail of that kind for that member. */
  boolean off(long account, String kind) {
    return db.write(tx -> {
      if (kind.equals("DIGEST")) {
        return tx.sql()
                .update(ACCOUNT)
                .set(ACCOUNT.DIGEST, "NONE")
                .where(ACCOUNT.ID.eq(account))
                .execute()
            == 1;
      }
      return tx.sql()
              .insertInto(NOTICE_CHOICE)
              .set(NOTICE_CHOICE.ACCOUNT_ID, account)
              .set(NOTICE_CHOICE.KIND, kind)
              .set(NOTICE_CHOICE.ON_SITE, true)
              .set(NOTICE_CHOICE.BY_MAIL, false)
              .onConflict(NOTICE_CHOICE.ACCOUNT_ID, NOTICE_CHOICE.KIND)
              .doUpdate()
              .set(NOTICE_CHOICE.BY_MAIL, false)
              .execute()
          == 1;
    });
  }

  int forget(Instant before) {
    return db.write(tx ->
        tx.sql()
            .deleteFrom(MAIL)
            .where(MAIL.CREATED_AT.lt(before), MAIL.STATE.notIn("WAITING", "SENDING"))
            .execute());
  }

  Optional<String> email(long account) {
    return db.read(sql ->
        sql.select(ACCOUNT.EMAIL)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(account), ACCOUNT.EMAIL.isNotNull())
            .fetchOptional(ACCOUNT.EMAIL));
  }
}
