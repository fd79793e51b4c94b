package stoa.rights;

import static stoa.schema.Tables.MEMBER_GROUP;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stoa.access.Access;
import stoa.access.AccessChanges;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Memberships;
import stoa.access.Preset;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** The moderators of one board: a group of its own, which is made for the first of them. */
final class BoardModerators {
  private final Db db;
  private final Access access;
  private final AccessChanges changes;
  private final Memberships memberships;

  BoardModerators(Db db, Access access, AccessChanges changes, Memberships memberships) {
    this.db = db;
    this.access = access;
    this.changes = changes;
    this.memberships = memberships;
  }

  /** The group of a board; empty where it has no moderators of its own yet. */
  static Optional<Group> of(AccessRules rules, long board) {
    return rules.groups().stream()
        .filter(group -> group.boardId() != null && group.boardId() == board)
        .findFirst();
  }

  void add(Viewer.Member by, long board, long account) {
    db.change(tx -> {
      long group = group(tx, by, board);
      boolean first = access.rules().group(group).isEmpty();
      changes.say(tx, by.id(), board, Map.of(group, Preset.MODERATOR.cell()), null);
      if (first) {
        staffRoomsBelow(board)
            .forEach(
                room -> changes.say(tx, by.id(), room, Map.of(group, Preset.HIDDEN.cell()), null));
      }
      memberships.put(tx, by.id(), group, List.of(account), Memberships.Term.USUAL);
    });
  }

  /** The topmost boards below that members do not read: its moderators were not thought of. */
  private List<Long> staffRoomsBelow(long board) {
    var rules = access.rules();
    var members = rules.rights(Set.of(GroupKind.MEMBERS.id())).boards(Act.READ);
    if (!members.has(board)) {
      return List.of(); // which of those below it are more private cannot be told
    }
    return rules.below(board).stream()
        .filter(one -> !members.has(one) && members.has(rules.wayUp(one).get(1)))
        .toList();
  }

  private static long group(Tx tx, Viewer.Member by, long board) {
    tx.sql()
        .insertInto(MEMBER_GROUP)
        .set(MEMBER_GROUP.KIND, GroupKind.BOARD.name())
        .set(MEMBER_GROUP.BOARD_ID, board)
        .set(MEMBER_GROUP.CREATED_BY, by.id())
        .onConflictDoNothing()
        .execute();
    return tx.sql()
        .select(MEMBER_GROUP.ID)
        .from(MEMBER_GROUP)
        .where(MEMBER_GROUP.BOARD_ID.eq(board))
        .fetchSingle()
        .value1();
  }

  void remove(Viewer.Member by, long group, long account) {
    db.change(tx -> memberships.remove(tx, by.id(), group, List.of(account)));
  }
}
