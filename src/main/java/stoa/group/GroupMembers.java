package stoa.group;

import java.util.Collection;
import stoa.access.Deciders;
import stoa.access.Memberships;
import stoa.access.Viewer;
import stoa.base.db.Db;

/** Who comes into groups and leaves them, by whoever decides it. */
final class GroupMembers {
  private final Db db;
  private final Deciders deciders;
  private final Memberships memberships;

  GroupMembers(Db db, Deciders deciders, Memberships memberships) {
    this.db = db;
    this.deciders = deciders;
    this.memberships = memberships;
  }

  /** Puts members into a group, or changes their time in it. */
  void put(Viewer viewer, long group, Collection<Long> accounts, Memberships.Term term) {
    db.change(tx -> {
      long by = deciders.require(tx, viewer, group, accounts).id();
      memberships.put(tx, by, group, accounts, term);
    });
  }

  /** Takes members out of a group; nothing where they are not in it. */
  void remove(Viewer viewer, long group, Collection<Long> accounts) {
    db.change(tx -> {
      long by = deciders.require(tx, viewer, group, accounts).id();
      memberships.remove(tx, by, group, accounts);
    });
  }
}
