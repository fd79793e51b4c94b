package stoa.access;

import java.util.List;

/**
 * Who reads a board, in words.
 *
 * @param kind which of the sentences it is
 * @param groups those that read it, where it is for some groups alone
 * @param never those whose members never do
 * @param others whether there are more groups, of which the reader is not told
 */
public record SeenBy(Kind kind, List<Group> groups, List<Group> never, boolean others) {
  /** The sentences. */
  public enum Kind {
    EVERYBODY,
    MEMBERS,
    GROUPS,
    NOBODY
  }

  public SeenBy {
    groups = List.copyOf(groups);
    never = List.copyOf(never);
  }

  /** Who reads it now. */
  public static SeenBy of(AccessRules rules, long board) {
    var readers = rules.readersOf(board);
    return new SeenBy(kind(readers), readers, rules.neverReadersOf(board), false);
  }

  /** Without the groups of which a viewer is not told. */
  public SeenBy shownTo(Viewer viewer) {
    var told = groups.stream().filter(group -> group.shownTo(viewer)).toList();
    return new SeenBy(
        kind,
        told,
        never.stream().filter(group -> group.shownTo(viewer)).toList(),
        told.size() < groups.size());
  }

  private static Kind kind(List<Group> readers) {
    if (has(readers, GroupKind.GUESTS) && has(readers, GroupKind.MEMBERS)) {
      return Kind.EVERYBODY;
    }
    if (has(readers, GroupKind.MEMBERS)) {
      return Kind.MEMBERS;
    }
    return readers.isEmpty() ? Kind.NOBODY : Kind.GROUPS;
  }

  private static boolean has(List<Group> groups, GroupKind kind) {
    return groups.stream().anyMatch(group -> group.kind() == kind);
  }
}
