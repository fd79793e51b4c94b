package stoa.access;

import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** Who decides who is in a group: those who manage members, and its leaders. */
public final class Deciders {
  private final Db db;
  private final Access access;
  private final InstantSource clock;

  public Deciders(Db db, Access access, InstantSource clock) {
    this.db = db;
    this.access = access;
    this.clock = clock;
  }

  /** Whether they do; false also where there is no such group. */
  public boolean decides(Viewer viewer, long group) {
    return db.read(sql -> decides(sql, viewer, group));
  }

  private boolean decides(DSLContext sql, Viewer viewer, long group) {
    if (access.rules().group(group).filter(Group::hasRows).isEmpty()) {
      return false;
    }
    if (access.rules().manages(group)) {
      return Act.ADMINISTER.allowedTo(viewer); // who manages members could else become anything
    }
    return Act.MANAGE_MEMBERS.allowedTo(viewer)
        || (viewer instanceof Viewer.Member member && leads(sql, member, group));
  }

  private boolean leads(DSLContext sql, Viewer.Member member, long group) {
    return sql.fetchExists(
        GROUP_MEMBER,
        GROUP_MEMBER.ACCOUNT_ID.eq(member.id()),
        GROUP_MEMBER.GROUP_ID.eq(group),
        GROUP_MEMBER.LEADER.isTrue(),
        GROUP_MEMBER.UNTIL.isNull().or(GROUP_MEMBER.UNTIL.gt(clock.instant())));
  }

  /**
   * Before anything is read for them.
   *
   * @throws Refused as forbidden where they do not
   */
  public void require(Viewer viewer, long group) {
    if (!decides(viewer.member(), group)) {
      throw notTheirs(viewer, group);
    }
  }

  /** Of a group of which they are not told nothing is told here either. */
  private Refused notTheirs(Viewer viewer, long group) {
    boolean told = access.rules().group(group).filter(one -> one.shownTo(viewer)).isPresent();
    return told ? forbidden("error.notYourGroup") : Refused.notFound();
  }

  /**
   * Who decides about these members of a group.
   *
   * @throws Refused as not found where there is no such group, as forbidden where they do not, and
   *     where a leader or an administrator would decide about themselves
   */
  public Viewer.Member require(Tx tx, Viewer viewer, long group, Collection<Long> accounts) {
    Viewer.Member by = viewer.member();
    if (access.rules().group(group).filter(Group::hasRows).isEmpty()) {
      throw Refused.notFound();
    }
    if (!decides(tx.sql(), by, group)) {
      throw notTheirs(viewer, group);
    }
    boolean asLeader = !Act.MANAGE_MEMBERS.allowedTo(by) && !Act.ADMINISTER.allowedTo(by);
    if (accounts.contains(by.id()) && (asLeader || group == GroupKind.ADMINISTRATORS.id())) {
      throw forbidden("error.notYourself");
    }
    return by;
  }

  /**
   * Before something is done to a member that only those may do whom they do not manage.
   *
   * @throws Refused as forbidden where that member manages something and the viewer does not
   *     administer
   */
  public void requireOver(Viewer viewer, long account) {
    Act.MANAGE_MEMBERS.require(viewer);
    Set<Long> groups =
        db.read(sql ->
            sql.select(access.readers().groups(ACCOUNT.ID))
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(account))
                .fetchOptional(row -> row.value1())
                .orElse(Set.of()));
    if (groups.stream().anyMatch(access.rules()::manages)) {
      Act.ADMINISTER.require(viewer);
    }
  }

  private static Refused forbidden(String why) {
    return new Refused(new Refusal.Forbidden(Message.of(why)));
  }
}
