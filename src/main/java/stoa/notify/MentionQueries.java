package stoa.notify;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.NOTIFICATION;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import stoa.base.db.Tx;
import stoa.event.Tags;
import stoa.watch.NotificationKind;

/** Who bears a name, and who was notified of a post. */
final class MentionQueries {
  /** The accounts that carry one of these folded names, by them. */
  Map<String, Long> named(Tx tx, Collection<String> keys) {
    return tx.sql()
        .select(ACCOUNT.NAME_KEY, ACCOUNT.ID)
        .from(ACCOUNT)
        .where(ACCOUNT.NAME_KEY.in(keys), ACCOUNT.REMOVED_AT.isNull())
        .fetchMap(ACCOUNT.NAME_KEY, ACCOUNT.ID);
  }

  /** Which of these members were notified of a post for one of these reasons. */
  List<Long> notified(Tx tx, long postId, Set<NotificationKind> kinds, Collection<Long> members) {
    return tx.sql()
        .select(NOTIFICATION.ACCOUNT_ID)
        .from(NOTIFICATION)
        .where(of(postId, kinds), among(NOTIFICATION.ACCOUNT_ID, members))
        .fetch(NOTIFICATION.ACCOUNT_ID);
  }

  /** What these members have not read yet they need not read any more; whose it was. */
  List<Long> takeBack(Tx tx, long postId, Set<NotificationKind> kinds, Collection<Long> members) {
    return takeBack(tx, of(postId, kinds).and(among(NOTIFICATION.ACCOUNT_ID, members)));
  }

  /** The same for all members but these. */
  List<Long> takeBackAllBut(Tx tx, long postId, NotificationKind kind, Collection<Long> members) {
    return takeBack(tx, of(postId, Set.of(kind)).and(not(among(NOTIFICATION.ACCOUNT_ID, members))));
  }

  private static List<Long> takeBack(Tx tx, Condition which) {
    var members =
        tx.sql()
            .deleteFrom(NOTIFICATION)
            .where(which, NOTIFICATION.READ_AT.isNull())
            .returningResult(NOTIFICATION.ACCOUNT_ID)
            .fetch(NOTIFICATION.ACCOUNT_ID);
    tx.changes(members.stream().map(Tags::notifications).toList());
    return members;
  }

  /** Kinds are written out, as the index notification_call names them. */
  private static Condition of(long postId, Set<NotificationKind> kinds) {
    return NOTIFICATION
        .POST_ID
        .eq(postId)
        .and(
            NOTIFICATION.KIND.in(
                kinds.stream().sorted().map(kind -> inline(kind.name())).toList()));
  }
}
