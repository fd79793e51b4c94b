package stoa.notify;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static stoa.base.db.Among.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.NOTICE_CHOICE;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Param;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.Tags;
import stoa.base.db.Tx;

/** Who is to be told of an event: each method is one statement, however many members it tells. */
final class NotifyQueries {
  /** Written out, as the indexes of watchers name it. */
  private static final Param<String> WATCH = inline(Level.WATCH.name());

  /** What is to be told. */
  record Notice(
      long eventId,
      NoticeKind kind,
      long topicId,
      @Nullable Long postId,
      long actorId,
      Instant at) {
    Notice as(NoticeKind other) {
      return new Notice(eventId, other, topicId, postId, actorId, at);
    }
  }

  /** A post as it is now. */
  record PostNow(
      int position,
      @Nullable Long authorId,
      String source,
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
                    POST.POSITION,
                    POST.AUTHOR_ID,
                    POST.SOURCE,
                    parent.AUTHOR_ID,
                    DSL.field(POST.DELETED_AT.isNull().and(TOPIC.DELETED_AT.isNull())))
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

  /** The accounts that carry one of these folded names. */
  List<Named> named(Tx tx, Collection<String> keys) {
    return tx.sql()
        .select(ACCOUNT.NAME_KEY, ACCOUNT.ID)
        .from(ACCOUNT)
        .where(ACCOUNT.NAME_KEY.in(keys), ACCOUNT.REMOVED_AT.isNull())
        .fetch(mapping(Named::new));
  }

  record Named(String key, long id) {}

  /** Tells these members. */
  void tell(Tx tx, Notice notice, long boardId, Collection<Long> members) {
    tell(tx, notice, boardId, among(ACCOUNT.ID, members));
  }

  /** Tells who watches the topic, or its board without having set the topic apart. */
  void tellWatchers(Tx tx, Notice notice, long boardId) {
    var onTopic =
        select(TOPIC_WATCH.ACCOUNT_ID)
            .from(TOPIC_WATCH)
            .where(TOPIC_WATCH.TOPIC_ID.eq(notice.topicId()), TOPIC_WATCH.LEVEL.eq(WATCH));
    // Not two conditions with "or" between them: for that, all members would be looked at.
    tell(tx, notice, boardId, ACCOUNT.ID.in(onTopic.unionAll(onBoard(notice, boardId))));
  }

  /** Tells who watches the board. */
  void tellBoard(Tx tx, Notice notice, long boardId) {
    tell(tx, notice, boardId, ACCOUNT.ID.in(onBoard(notice, boardId)));
  }

  private static Select<Record1<Long>> onBoard(Notice notice, long boardId) {
    return select(BOARD_WATCH.ACCOUNT_ID)
        .from(BOARD_WATCH)
        .where(
            BOARD_WATCH.BOARD_ID.eq(boardId),
            BOARD_WATCH.LEVEL.eq(WATCH),
            notExists(
                selectOne()
                    .from(TOPIC_WATCH)
                    .where(
                        TOPIC_WATCH.ACCOUNT_ID.eq(BOARD_WATCH.ACCOUNT_ID),
                        TOPIC_WATCH.TOPIC_ID.eq(notice.topicId()))));
  }

  private static void tell(Tx tx, Notice notice, long boardId, Condition whom) {
    var site = coalesce(NOTICE_CHOICE.ON_SITE, inline(true));
    var mail = coalesce(NOTICE_CHOICE.BY_MAIL, inline(notice.kind().mailByDefault()));
    var told =
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
                        val(notice.eventId()),
                        val(notice.kind().name()),
                        val(notice.topicId()),
                        val(notice.postId(), NOTIFICATION.POST_ID),
                        val(notice.actorId()),
                        site,
                        val(notice.at()))
                    .from(ACCOUNT)
                    .leftJoin(NOTICE_CHOICE)
                    .on(
                        NOTICE_CHOICE.ACCOUNT_ID.eq(ACCOUNT.ID),
                        NOTICE_CHOICE.KIND.eq(notice.kind().name()))
                    .where(
                        whom,
                        ACCOUNT.ID.ne(notice.actorId()),
                        ACCOUNT.REMOVED_AT.isNull(),
                        DSL.condition(site).or(DSL.condition(mail)),
                        muted(notice, boardId).not()))
            .onConflictDoNothing()
            .returningResult(NOTIFICATION.ACCOUNT_ID)
            .fetch(NOTIFICATION.ACCOUNT_ID);
    changed(tx, told);
  }

  /** Their numbers of what they have not read are others now. */
  private static void changed(Tx tx, Collection<Long> members) {
    tx.changes(members.stream().map(Tags::notices).toList());
  }

  /** Nobody is out of a moderator's reach. */
  private static Condition muted(Notice notice, long boardId) {
    if (!notice.kind().optionalOnSite()) {
      return DSL.falseCondition();
    }
    var topic =
        selectOne()
            .from(TOPIC_WATCH)
            .where(
                TOPIC_WATCH.ACCOUNT_ID.eq(ACCOUNT.ID),
                TOPIC_WATCH.TOPIC_ID.eq(notice.topicId()),
                TOPIC_WATCH.LEVEL.eq(Level.MUTE.name()));
    var board =
        selectOne()
            .from(BOARD_WATCH)
            .where(
                BOARD_WATCH.ACCOUNT_ID.eq(ACCOUNT.ID),
                BOARD_WATCH.BOARD_ID.eq(boardId),
                BOARD_WATCH.LEVEL.eq(Level.MUTE.name()));
    return exists(topic).or(exists(board));
  }

  /** Whether a member was called in this post before: an edit calls only whom it adds. */
  List<Long> calledBefore(Tx tx, long postId, Collection<Long> members) {
    return tx.sql()
        .select(NOTIFICATION.ACCOUNT_ID)
        .from(NOTIFICATION)
        .where(NOTIFICATION.POST_ID.eq(postId), among(NOTIFICATION.ACCOUNT_ID, members))
        .fetch(NOTIFICATION.ACCOUNT_ID);
  }

  /** A like that was taken back need not be read any more. */
  void takeBack(Tx tx, NoticeKind kind, long postId, @Nullable Long actorId) {
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
