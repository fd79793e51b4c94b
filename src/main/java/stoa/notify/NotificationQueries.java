package stoa.notify;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.NOTICE_CHOICE;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.RETURNED_POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;
import static stoa.schema.Tables.UNTOLD_POST;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.ShownNotifications;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.view.Urls;
import stoa.event.Tags;
import stoa.watch.NotificationKind;
import stoa.watch.WatchLevel;

/** A member's notifications, and what they want to be notified of. */
final class NotificationQueries {
  private final Db db;
  private final Access access;

  NotificationQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /**
   * One row of the list, before rows that belong together are put together.
   *
   * @param topicTitle null where the member may not read it any more
   */
  record Row(
      long eventId,
      NotificationKind kind,
      long topicId,
      @Nullable String topicTitle,
      String topicSlug,
      @Nullable Long postId,
      boolean postThere,
      @Nullable String actor,
      Instant at,
      boolean unread) {}

  /** The newest before an event, newest first. */
  List<Row> list(Viewer.Member member, @Nullable Long before, int most) {
    return db.read(sql ->
        sql.select(
                NOTIFICATION.EVENT_ID,
                NOTIFICATION.KIND,
                NOTIFICATION.TOPIC_ID,
                when(access.titles(member), TOPIC.TITLE),
                TOPIC.SLUG,
                NOTIFICATION.POST_ID,
                access.readableTopics(member).and(POST.ID.isNull().or(access.shown(POST))),
                ACCOUNT.NAME,
                NOTIFICATION.CREATED_AT,
                NOTIFICATION.READ_AT.isNull())
            .from(NOTIFICATION)
            .join(TOPIC)
            .on(TOPIC.ID.eq(NOTIFICATION.TOPIC_ID))
            .leftJoin(POST)
            .on(POST.ID.eq(NOTIFICATION.POST_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(NOTIFICATION.ACTOR_ID))
            .where(
                NOTIFICATION.ACCOUNT_ID.eq(member.id()),
                NOTIFICATION.ON_SITE.isTrue(),
                ShownNotifications.shown(access.read(member)),
                before == null ? noCondition() : NOTIFICATION.EVENT_ID.lt(before))
            .orderBy(NOTIFICATION.EVENT_ID.desc())
            .limit(most)
            .fetch(
                mapping((event, kind, topic, title, slug, post, there, actor, at, unread) ->
                    new Row(
                        event,
                        NotificationKind.valueOf(kind),
                        topic,
                        title,
                        slug,
                        post,
                        there,
                        actor,
                        at,
                        unread))));
  }

  List<ReturnedPost> returned(long member) {
    return db.read(sql ->
        sql.select(
                RETURNED_POST.ID,
                RETURNED_POST.PATH,
                RETURNED_POST.TITLE,
                RETURNED_POST.BODY,
                RETURNED_POST.WHY,
                RETURNED_POST.WRITTEN_AT)
            .from(RETURNED_POST)
            .where(RETURNED_POST.ACCOUNT_ID.eq(member))
            .orderBy(RETURNED_POST.ID)
            .limit(50)
            .fetch(mapping(ReturnedPost::new)));
  }

  void forgetReturned(long member, long id) {
    db.change(tx ->
        tx.sql()
            .deleteFrom(RETURNED_POST)
            .where(RETURNED_POST.ACCOUNT_ID.eq(member), RETURNED_POST.ID.eq(id))
            .execute());
  }

  void readAll(Tx tx, long member, long upTo, Instant now) {
    read(
        tx,
        member,
        NOTIFICATION
            .EVENT_ID
            .le(upTo)
            .and(
                ShownNotifications.shown(
                    access.readers().read(NOTIFICATION.ACCOUNT_ID, TOPIC.BOARD_ID))),
        now);
  }

  void readTopic(Tx tx, long member, long topicId, long lastPost, Instant now) {
    var toThere = NOTIFICATION.POST_ID.isNull().or(NOTIFICATION.POST_ID.le(lastPost));
    read(tx, member, NOTIFICATION.TOPIC_ID.eq(topicId).and(toThere), now);
  }

  private static void read(Tx tx, long member, Condition which, Instant now) {
    int read =
        tx.sql()
            .update(NOTIFICATION)
            .set(NOTIFICATION.READ_AT, now)
            .where(NOTIFICATION.ACCOUNT_ID.eq(member), which, NOTIFICATION.READ_AT.isNull())
            .execute();
    if (read > 0) {
      tx.changes(Set.of(Tags.notifications(member)));
    }
  }

  Optional<String> topicUrl(Tx tx, Viewer.Member member, long topicId) {
    return tx.sql()
        .select(TOPIC.ID, TOPIC.SLUG)
        .from(TOPIC)
        .where(TOPIC.ID.eq(topicId), access.readableTopics(member))
        .fetchOptional(mapping((id, slug) -> Urls.topic(id, slug)));
  }

  void watchTopic(Tx tx, long member, long topicId, WatchLevel level, Instant now) {
    put(
        tx,
        TOPIC_WATCH,
        Map.of(TOPIC_WATCH.ACCOUNT_ID, member, TOPIC_WATCH.TOPIC_ID, topicId),
        Map.of(TOPIC_WATCH.LEVEL, level.name(), TOPIC_WATCH.SINCE, now));
    tx.changes(Set.of(Tags.member(member)));
  }

  void watchBoard(Tx tx, long member, long boardId, WatchLevel level, Instant now) {
    put(
        tx,
        BOARD_WATCH,
        Map.of(BOARD_WATCH.ACCOUNT_ID, member, BOARD_WATCH.BOARD_ID, boardId),
        Map.of(BOARD_WATCH.LEVEL, level.name(), BOARD_WATCH.SINCE, now));
    tx.changes(Set.of(Tags.member(member)));
  }

  /** The member's choices, the defaults where they made none. */
  List<Choice> choices(long member) {
    Map<NotificationKind, Choice> made = new EnumMap<>(NotificationKind.class);
    db.read(sql ->
            sql.select(NOTICE_CHOICE.KIND, NOTICE_CHOICE.ON_SITE, NOTICE_CHOICE.BY_MAIL)
                .from(NOTICE_CHOICE)
                .where(NOTICE_CHOICE.ACCOUNT_ID.eq(member))
                .fetch(
                    mapping((kind, site, mail) ->
                        new Choice(NotificationKind.valueOf(kind), site, mail))))
        .forEach(choice -> made.put(choice.kind(), choice));
    return java.util.Arrays.stream(NotificationKind.values())
        .map(kind -> made.getOrDefault(kind, new Choice(kind, true, kind.mailByDefault())))
        .toList();
  }

  void choose(Tx tx, long member, Choice choice) {
    put(
        tx,
        NOTICE_CHOICE,
        Map.of(NOTICE_CHOICE.ACCOUNT_ID, member, NOTICE_CHOICE.KIND, choice.kind().name()),
        Map.of(NOTICE_CHOICE.ON_SITE, choice.onSite(), NOTICE_CHOICE.BY_MAIL, choice.byMail()));
  }

  /** Sets the values of the row with that key, which is made where there is none. */
  private static void put(Tx tx, Table<?> table, Map<Field<?>, ?> key, Map<Field<?>, ?> values) {
    tx.sql()
        .insertInto(table)
        .set(key)
        .set(values)
        .onConflict(key.keySet())
        .doUpdate()
        .set(values)
        .execute();
  }

  int forget(Instant readBefore, Instant anyBefore) {
    return db.write(tx -> {
      tx.sql().deleteFrom(UNTOLD_POST).where(UNTOLD_POST.CREATED_AT.lt(anyBefore)).execute();
      return tx.sql()
          .deleteFrom(NOTIFICATION)
          .where(
              NOTIFICATION
                  .CREATED_AT
                  .lt(anyBefore)
                  .or(NOTIFICATION.CREATED_AT.lt(readBefore).and(NOTIFICATION.READ_AT.isNotNull())))
          .execute();
    });
  }
}
