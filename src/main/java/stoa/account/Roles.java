package stoa.account;

import java.util.Set;
import stoa.access.Act;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Role;
import stoa.base.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.event.Tags;

/**
 * Who is a moderator and who an administrator. A change is in force at once on this server and on
 * those that share a Redis with it, elsewhere when the copies of sessions have ended, in a minute.
 */
final class Roles {
  private final Db db;
  private final AccountQueries queries;
  private final SessionQueries sessions;

  Roles(Db db, AccountQueries queries, SessionQueries sessions) {
    this.db = db;
    this.queries = queries;
    this.sessions = sessions;
  }

  /**
   * Gives another member a role.
   *
   * @throws Refused as forbidden for whom may not manage members, and to themselves; as not found
   *     where there is no such member
   */
  void give(Viewer.Member by, long id, Role role) {
    Act.MANAGE_MEMBERS.require(by.id() != id && Act.MANAGE_MEMBERS.allowedTo(by));
    db.change(tx -> {
      if (!queries.isMember(tx, id)) {
        throw Refused.notFound();
      }
      if (!give(tx, id, role)) {
        throw new Refused(new Refusal.Forbidden(Message.of("account.onlyAdministrator")));
      }
    });
  }

  /** False where they are the only administrator and would be none. */
  boolean give(Tx tx, long id, Role role) {
    if (!queries.setRole(tx, id, role)) {
      return false;
    }
    sessions.forgetCopies(tx, id);
    tx.changes(Set.of(Tags.ALL)); // it stands beside their name wherever they wrote
    return true;
  }
}
