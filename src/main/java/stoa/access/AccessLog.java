package stoa.access;

import static stoa.schema.Tables.ACCESS_CHANGE;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;

/** Keeps what was changed of groups and rights: who, when, before and after. */
public final class AccessLog {
  private final InstantSource clock;

  public AccessLog(InstantSource clock) {
    this.clock = clock;
  }

  /** What a change was about. Stored by its name. */
  public enum What {
    /** What a group may on a board, or on the site. */
    RIGHTS,
    /** Somebody came into a group, left it, or their time in it is another. */
    MEMBERSHIP,
    /** A group was made, changed or removed; this cannot be undone from the log. */
    GROUP
  }

  /**
   * A change.
   *
   * @param by null where the operator did it, or a rule
   * @param board {@link AccessRules#SITE} for the site, or where it has nothing to do with one
   * @param account 0 where it has nothing to do with one
   * @param was as text that puts it back
   * @param undoes the change that it takes back
   */
  public record Entry(
      What what,
      @Nullable Long by,
      long board,
      @Nullable Long group,
      long account,
      String was,
      String becomes,
      @Nullable Long undoes) {}

  void add(Tx tx, Entry entry) {
    Instant now = clock.instant();
    tx.sql()
        .insertInto(ACCESS_CHANGE)
        .set(ACCESS_CHANGE.AT, now)
        .set(ACCESS_CHANGE.BY_ID, entry.by())
        .set(ACCESS_CHANGE.WHAT, entry.what().name())
        .set(ACCESS_CHANGE.BOARD_ID, entry.board() == AccessRules.SITE ? null : entry.board())
        .set(ACCESS_CHANGE.GROUP_ID, entry.group())
        .set(ACCESS_CHANGE.ACCOUNT_ID, entry.account() == 0 ? null : entry.account())
        .set(ACCESS_CHANGE.WAS, entry.was())
        .set(ACCESS_CHANGE.BECOMES, entry.becomes())
        .set(ACCESS_CHANGE.UNDOES, entry.undoes())
        .execute();
  }
}
