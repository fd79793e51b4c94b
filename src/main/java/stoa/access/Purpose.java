package stoa.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a new board is for: what nearly everybody wants, in one word. */
public enum Purpose {
  /** As what is above it. */
  OPEN,
  /** All read and answer, moderators open topics. */
  ANNOUNCEMENTS,
  /** Guests do not see it. */
  MEMBERS,
  /** Moderators and administrators alone see it. */
  STAFF,
  /** One group, moderators and administrators alone see it. */
  GROUP;

  private static final Set<GroupKind> MODERATING =
      Set.of(GroupKind.MODERATORS, GroupKind.ADMINISTRATORS);

  /**
   * What is to be said of each group.
   *
   * @param group whose board it is, for {@link #GROUP}
   */
  Map<Long, Cell> cells(AccessRules rules, long board, @Nullable Long group) {
    return switch (this) {
      case OPEN -> Map.of();
      case ANNOUNCEMENTS -> Map.of(GroupKind.MEMBERS.id(), Preset.ANSWER_ONLY.cell());
      case MEMBERS -> Map.of(GroupKind.GUESTS.id(), Preset.HIDDEN.cell());
      case STAFF -> hiddenFromOthers(rules, board);
      case GROUP -> {
        var cells = new HashMap<>(hiddenFromOthers(rules, board));
        if (group != null) {
          cells.put(group, Preset.STANDARD.cell());
        }
        yield cells;
      }
    };
  }

  /** From whoever sees it now and moderates nothing. */
  private static Map<Long, Cell> hiddenFromOthers(AccessRules rules, long board) {
    var cells = new HashMap<Long, Cell>();
    rules.groups().stream()
        .filter(group -> !MODERATING.contains(group.kind()))
        .filter(group -> (rules.inForce(board, group.id()).allow() & Act.SEE.bit()) != 0)
        .forEach(group -> cells.put(group.id(), Preset.HIDDEN.cell()));
    return cells;
  }
}
