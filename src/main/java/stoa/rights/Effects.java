package stoa.rights;

import java.util.List;
import java.util.Map;
import java.util.Set;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Cell;
import stoa.access.GroupKind;
import stoa.access.Viewer;

/**
 * What somebody should know before they change rights.
 *
 * @param lockedOut boards that they read now, and would not any more
 * @param opened boards that guests do not read now, and would
 */
record Effects(List<Long> lockedOut, List<Long> opened) {
  private static final Set<Long> GUESTS = Set.of(GroupKind.GUESTS.id());

  Effects {
    lockedOut = List.copyOf(lockedOut);
    opened = List.copyOf(opened);
  }

  static Effects of(AccessRules now, Viewer.Member by, long place, Map<Long, Cell> cells) {
    var then = now.with(place, cells);
    return new Effects(newly(then, now, by.groups()), newly(now, then, GUESTS));
  }

  /** The boards that these groups read by the one rules and not by the other. */
  private static List<Long> newly(AccessRules without, AccessRules with, Set<Long> groups) {
    var before = without.rights(groups).boards(Act.READ);
    return with.rights(groups).boards(Act.READ).ids().stream()
        .filter(board -> !before.has(board))
        .toList();
  }

  boolean any() {
    return !lockedOut.isEmpty() || !opened.isEmpty();
  }
}
