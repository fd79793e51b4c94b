package stoa.access;

import org.jspecify.annotations.Nullable;

/**
 * A group of members, as pages show it.
 *
 * @param name empty where the forum brings it; of a board's moderators the board's
 * @param boardId whose moderators they are; null for all other kinds
 * @param colour one of the names that the stylesheet knows; empty for none
 * @param badge stands beside its members' names; empty for none
 * @param visible whether others than its members and administrators are told of it
 */
public record Group(
    long id,
    GroupKind kind,
    String name,
    @Nullable Long boardId,
    String colour,
    String badge,
    boolean visible) {

  /** Whether it stands beside its members' names. */
  boolean hasBadge() {
    return switch (kind) {
      case MODERATORS, ADMINISTRATORS -> true;
      case BOARD, OWN -> visible && !badge.isEmpty();
      case GUESTS, NEW, MEMBERS -> false;
    };
  }

  /** Whether members are written down for it, one by one. */
  public boolean hasRows() {
    return kind != GroupKind.GUESTS && kind != GroupKind.MEMBERS;
  }

  /**
   * Whether somebody is told of it. That of a board's moderators bears the board's name, so only
   * those are who see the board.
   */
  public boolean shownTo(Viewer viewer) {
    if (Act.MANAGE_MEMBERS.allowedTo(viewer)) {
      return true;
    }
    boolean theirs = viewer instanceof Viewer.Member member && member.groups().contains(id);
    boolean seen = boardId == null || Act.SEE.allowedTo(viewer, boardId);
    return (visible || theirs) && seen && kind != GroupKind.NEW;
  }
}
