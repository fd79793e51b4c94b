package stoa.access;

import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** Who comes into groups and leaves them by what holds of many members at once. */
public final class ManyMemberships {
  private final Memberships memberships;
  private final AccessLog log;
  private final InstantSource clock;

  public ManyMemberships(Memberships memberships, AccessLog log, InstantSource clock) {
    this.memberships = memberships;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Puts members of one group into another, for ever; who is there already stays as they are.
   *
   * @param after begins with the members whose ids are above it
   * @param most as many of them at once
   * @return the last of them that was looked at; empty where there was none
   */
  public Optional<Long> putAll(Tx tx, long by, long group, long from, long after, int most) {
    var some =
        select(GROUP_MEMBER.ACCOUNT_ID)
            .from(GROUP_MEMBER)
            .where(
                GROUP_MEMBER.GROUP_ID.eq(from),
                GROUP_MEMBER.ACCOUNT_ID.gt(after),
                memberships.lasts())
            .orderBy(GROUP_MEMBER.ACCOUNT_ID)
            .limit(most);
    Long last =
        tx.sql().select(max(some.field(GROUP_MEMBER.ACCOUNT_ID))).from(some).fetchSingle().value1();
    if (last == null) {
      return Optional.empty();
    }
    var theirs = GROUP_MEMBER.as("theirs");
    memberships.insert(
        tx,
        by,
        group,
        select(ACCOUNT.ID)
            .from(theirs)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(theirs.ACCOUNT_ID))
            .where(
                theirs.GROUP_ID.eq(from),
                theirs.ACCOUNT_ID.gt(after),
                theirs.ACCOUNT_ID.le(last),
                theirs.UNTIL.isNull().or(theirs.UNTIL.gt(clock.instant())),
                ACCOUNT.REMOVED_AT.isNull())
            .orderBy(ACCOUNT.ID));
    return Optional.of(last);
  }

  /**
   * Takes some members out of a group that is to be removed.
   *
   * @return how many; 0 where none is left
   */
  public int empty(Tx tx, long group, int most) {
    var some =
        select(GROUP_MEMBER.ACCOUNT_ID)
            .from(GROUP_MEMBER)
            .where(GROUP_MEMBER.GROUP_ID.eq(group))
            .orderBy(GROUP_MEMBER.ACCOUNT_ID)
            .limit(most);
    var gone =
        tx.sql()
            .deleteFrom(GROUP_MEMBER)
            .where(GROUP_MEMBER.GROUP_ID.eq(group), GROUP_MEMBER.ACCOUNT_ID.in(some))
            .returningResult(GROUP_MEMBER.ACCOUNT_ID)
            .fetch(GROUP_MEMBER.ACCOUNT_ID);
    memberships.changed(tx, group, gone);
    return gone.size();
  }

  /**
   * Applies a group's rule to the members with some ids: whoever meets it comes in, whoever is in
   * it by the rule alone and does not meet it any more goes.
   *
   * @param meets of ACCOUNT
   * @param most as many changes of each kind
   * @return how many changes it made
   */
  public int applyRule(Tx tx, long group, Condition meets, long from, long to, int most) {
    var theirs = GROUP_MEMBER.as("theirs");
    var coming =
        select(ACCOUNT.ID)
            .from(ACCOUNT)
            .where(
                ACCOUNT.ID.between(from, to),
                ACCOUNT.REMOVED_AT.isNull(),
                meets,
                notExists(
                    selectOne()
                        .from(theirs)
                        .where(theirs.ACCOUNT_ID.eq(ACCOUNT.ID), theirs.GROUP_ID.eq(group))))
            .orderBy(ACCOUNT.ID)
            .limit(most);
    int came = memberships.insert(tx, null, group, coming);
    var going =
        select(theirs.ACCOUNT_ID)
            .from(theirs)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(theirs.ACCOUNT_ID))
            .where(
                theirs.GROUP_ID.eq(group),
                theirs.ACCOUNT_ID.between(from, to),
                theirs.ADDED_BY.isNull(),
                not(meets))
            .orderBy(theirs.ACCOUNT_ID)
            .limit(most);
    var went =
        tx.sql()
            .deleteFrom(GROUP_MEMBER)
            .where(
                GROUP_MEMBER.GROUP_ID.eq(group),
                GROUP_MEMBER.ADDED_BY.isNull(),
                GROUP_MEMBER.ACCOUNT_ID.in(going))
            .returningResult(GROUP_MEMBER.ACCOUNT_ID)
            .fetch(GROUP_MEMBER.ACCOUNT_ID);
    log.addMemberships(tx, null, group, went, Memberships.Term.USUAL.text(), "");
    memberships.changed(tx, group, went);
    return came + went.size();
  }

  /** Ends those whose time is over; their rights have ended already. */
  public int endOverdue(Db db) {
    return db.write(tx -> {
      var ended =
          tx.sql()
              .select(GROUP_MEMBER.GROUP_ID, GROUP_MEMBER.ACCOUNT_ID)
              .from(GROUP_MEMBER)
              .where(GROUP_MEMBER.UNTIL.le(clock.instant()))
              .orderBy(GROUP_MEMBER.ACCOUNT_ID)
              .limit(1_000)
              .forUpdate()
              .skipLocked()
              .fetchGroups(GROUP_MEMBER.GROUP_ID, GROUP_MEMBER.ACCOUNT_ID);
      ended.forEach((group, accounts) -> memberships.remove(tx, null, group, accounts));
      return ended.values().stream().mapToInt(List::size).sum();
    });
  }
}
