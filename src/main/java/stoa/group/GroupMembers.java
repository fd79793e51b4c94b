package stoa.group;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stoa.access.Access;
import stoa.access.AccessRules;
import stoa.access.Deciders;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.ManyMemberships;
import stoa.access.Memberships;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** Who comes into groups and leaves them, by whoever decides it. */
final class GroupMembers {
  /** Put in at once of another group's members: a statement for all would take too long. */
  private static final int AT_ONCE = 2_000;

  private final Db db;
  private final Access access;
  private final Deciders deciders;
  private final Memberships memberships;
  private final ManyMemberships many;
  private final GroupMemberQueries queries;

  GroupMembers(
      Db db,
      Access access,
      Deciders deciders,
      Memberships memberships,
      ManyMemberships many,
      GroupMemberQueries queries) {
    this.db = db;
    this.access = access;
    this.deciders = deciders;
    this.memberships = memberships;
    this.many = many;
    this.queries = queries;
  }

  /**
   * Before anything is looked up for them.
   *
   * @throws Refused as forbidden where they do not decide who is in that group
   */
  void requireRight(Viewer viewer, long group) {
    deciders.require(viewer, group);
  }

  /** Puts members into a group, or changes their time in it. */
  void put(Viewer viewer, long group, Collection<Long> accounts, Memberships.Term term) {
    db.change(tx -> {
      long by = deciders.require(tx, viewer, group, accounts).id();
      memberships.put(tx, by, group, accounts, term);
      queries.forgetFulfilled(tx, group);
    });
  }

  /**
   * Makes a member of a group one of its leaders, or no longer; nothing where they are not in it.
   */
  void lead(Viewer viewer, long group, long account, boolean leader) {
    var one = List.of(account);
    db.change(tx -> {
      long by = deciders.require(tx, viewer, group, one).id();
      memberships
          .term(tx, group, account)
          .filter(term -> term.leader() != leader)
          .ifPresent(term ->
              memberships.put(tx, by, group, one, new Memberships.Term(term.until(), leader)));
    });
  }

  /** Takes members out of a group; nothing where they are not in it. */
  void remove(Viewer viewer, long group, Collection<Long> accounts) {
    db.change(tx -> {
      long by = deciders.require(tx, viewer, group, accounts).id();
      memberships.remove(tx, by, group, accounts);
    });
  }

  /**
   * Puts all members of another group into a group. Some at a time: sent again, it goes on with
   * those that are missing.
   *
   * @throws Refused as not found where they are not told of the other group
   */
  void putAll(Viewer viewer, long group, long from) {
    boolean told = mayTake(viewer, group, from);
    if (!told) {
      throw Refused.notFound();
    }
    Optional<Long> last = Optional.of(0L);
    while (last.isPresent()) {
      long after = last.get();
      last = db.write(tx -> some(tx, viewer, group, from, after));
    }
    db.change(tx -> queries.forgetFulfilled(tx, group));
  }

  /** Nobody becomes an administrator by being one of many. */
  private boolean mayTake(Viewer viewer, long group, long from) {
    return group != from
        && group != GroupKind.ADMINISTRATORS.id()
        && access
            .rules()
            .group(from)
            .filter(one -> one.hasRows() && one.shownTo(viewer))
            .isPresent();
  }

  private Optional<Long> some(Tx tx, Viewer viewer, long group, long from, long after) {
    long by = deciders.require(tx, viewer, group, List.of()).id();
    return many.putAll(tx, by, group, from, after, AT_ONCE);
  }

  /**
   * Asks to be let into a group; nothing where they are in it, or have asked.
   *
   * @throws Refused as not found where it is none that they may ask to be in
   */
  void ask(Viewer viewer, long group, Joining joining, String reason) {
    Viewer.Member member = viewer.member();
    if (joining != Joining.REQUEST || !shown(viewer, group)) {
      throw Refused.notFound();
    }
    if (!member.groups().contains(group)) {
      db.change(tx -> queries.ask(tx, group, member.id(), reason));
    }
  }

  private boolean shown(Viewer viewer, long group) {
    return access.rules().group(group).filter(one -> one.shownTo(viewer)).isPresent();
  }

  /** Takes a request back. */
  void withdraw(Viewer viewer, long group) {
    long account = viewer.member().id();
    db.change(tx -> queries.forget(tx, group, account));
  }

  /**
   * Leaves a group.
   *
   * @throws Refused as forbidden where that is not for them to decide
   */
  void leave(Viewer viewer, long group, Joining joining) {
    Viewer.Member member = viewer.member();
    var rules = access.rules();
    if (rules.group(group).filter(one -> mayLeave(rules, one, joining)).isEmpty()) {
      throw new Refused(new Refusal.Forbidden(Message.of("groups.mayNotLeave")));
    }
    db.change(tx -> memberships.remove(tx, member.id(), group, List.of(member.id())));
  }

  /** Not one that a rule puts them into, and none that denies them something. */
  static boolean mayLeave(AccessRules rules, Group group, Joining joining) {
    return switch (group.kind()) {
      case GUESTS, NEW, MEMBERS, ADMINISTRATORS -> false;
      case MODERATORS, BOARD, OWN -> joining != Joining.RULE && !rules.denies(group.id());
    };
  }

  /** Lets in who has asked; nothing where the request is there no longer. */
  void accept(Viewer viewer, long group, long account) {
    var one = List.of(account);
    db.change(tx -> {
      long by = deciders.require(tx, viewer, group, one).id();
      if (queries.forget(tx, group, account)) {
        memberships.put(tx, by, group, one, Memberships.Term.USUAL);
      }
    });
  }

  /** Does not let them in. They may ask again. */
  void refuse(Viewer viewer, long group, long account) {
    db.change(tx -> {
      var _ = deciders.require(tx, viewer, group, List.of(account));
      queries.forget(tx, group, account);
    });
  }
}
