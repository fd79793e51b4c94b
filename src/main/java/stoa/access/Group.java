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
}
