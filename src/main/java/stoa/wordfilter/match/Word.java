package stoa.wordfilter.match;

import org.jspecify.annotations.Nullable;

/**
 * A watched word.
 *
 * @param text as the administrator wrote it; an asterisk at an end lets a longer Latin word match
 *     there
 * @param category any word, for the moderators' lists
 * @param boardId where it is watched; null: everywhere
 * @param replacement for {@link Action#REPLACE}
 * @param message for the author of what is rejected; empty for the usual one
 */
public record Word(
    long id,
    String text,
    Action action,
    String category,
    @Nullable Long boardId,
    String replacement,
    String message) {

  public boolean watchedOn(long board) {
    return boardId == null || boardId == board;
  }
}
