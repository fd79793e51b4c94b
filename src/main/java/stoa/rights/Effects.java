package stoa.rights;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * @param shared boards, other than the one that is changed, that are not for all members and that a
 *     changed group would newly read
 */
record Effects(List<Long> lockedOut, List<Long> opened, List<Long> shared) {
  private static final Set<Long> GUESTS = Set.of(GroupKind.GUESTS.id());
  private static final Set<Long> MEMBERS = Set.of(GroupKind.MEMBERS.id());

  Effects {
    lockedOut = List.copyOf(lockedOut);
    opened = List.copyOf(opened);
    shared = List.copyOf(shared);
  }

  static Effects of(AccessRules now, Viewer.Member by, long place, Map<Long, Cell> cells) {
    var then = now.with(place, cells);
    return new Effects(
        then.gained(now, by.groups()),
        now.gained(then, GUESTS),
        shared(now, then, place, cells.keySet()));
  }

  private static List<Long> shared(
      AccessRules now, AccessRules then, long place, Set<Long> groups) {
    var forAll = now.rights(MEMBERS).boards(Act.READ);
    var shared = new TreeSet<Long>();
    groups.stream()
        .filter(group -> !GUESTS.contains(group))
        .forEach(group -> shared.addAll(now.gained(then, Set.of(group))));
    shared.removeIf(board -> board == place || forAll.has(board));
    return List.copyOf(shared);
  }

  boolean any() {
    return !lockedOut.isEmpty() || !opened.isEmpty() || !shared.isEmpty();
  }
}
