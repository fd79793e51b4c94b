package stoa.access;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.ACCESS_CHANGE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    /** A board stands below another now; this is undone where boards are moved. */
    MOVE,
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

  /** Keeps a change. */
  public void add(Tx tx, Entry entry) {
    add(tx, List.of(entry));
  }

  /** Keeps the same change of many members, in one statement. */
  void addMemberships(
      Tx tx, @Nullable Long by, long group, List<Long> accounts, String was, String becomes) {
    if (accounts.isEmpty()) {
      return;
    }
    var members = unnest(accounts.toArray(Long[]::new)).as("members", "id");
    int _ =
        tx.sql()
            .insertInto(
                ACCESS_CHANGE,
                ACCESS_CHANGE.AT,
                ACCESS_CHANGE.BY_ID,
                ACCESS_CHANGE.WHAT,
                ACCESS_CHANGE.GROUP_ID,
                ACCESS_CHANGE.ACCOUNT_ID,
                ACCESS_CHANGE.WAS,
                ACCESS_CHANGE.BECOMES)
            .select(
                select(
                        val(clock.instant()),
                        val(by, ACCESS_CHANGE.BY_ID),
                        inline(What.MEMBERSHIP.name()),
                        val(group),
                        members.field("id", Long.class),
                        val(was),
                        val(becomes))
                    .from(members))
            .execute();
  }

  /** Keeps changes that were made together. */
  void add(Tx tx, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    var insert =
        tx.sql()
            .insertInto(
                ACCESS_CHANGE,
                ACCESS_CHANGE.AT,
                ACCESS_CHANGE.BY_ID,
                ACCESS_CHANGE.WHAT,
                ACCESS_CHANGE.BOARD_ID,
                ACCESS_CHANGE.GROUP_ID,
                ACCESS_CHANGE.ACCOUNT_ID,
                ACCESS_CHANGE.WAS,
                ACCESS_CHANGE.BECOMES,
                ACCESS_CHANGE.UNDOES);
    for (Entry entry : entries) {
      insert =
          insert.values(
              now,
              entry.by(),
              entry.what().name(),
              entry.board() == AccessRules.SITE ? null : entry.board(),
              entry.group(),
              entry.account() == 0 ? null : entry.account(),
              entry.was(),
              entry.becomes(),
              entry.undoes());
    }
    int _ = insert.execute();
  }
}
