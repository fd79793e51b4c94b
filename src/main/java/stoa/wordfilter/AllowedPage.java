package stoa.wordfilter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.view.Field;
import stoa.base.view.View;

/** What watched words do not touch: allowed words, groups and boards. */
record AllowedPage(
    List<WordQueries.Listed> words,
    List<Exempt> exemptions,
    List<Group> groups,
    List<WordQueries.Listed> boards,
    Field allow,
    Field exempt)
    implements View {
  AllowedPage {
    words = List.copyOf(words);
    exemptions = List.copyOf(exemptions);
    groups = List.copyOf(groups);
    boards = List.copyOf(boards);
  }

  /**
   * @param group null for everyone
   * @param board null for everywhere
   */
  record Exempt(long id, @Nullable Group group, @Nullable String board) {}

  @Override
  public String template() {
    return "wordfilter/allowed";
  }
}
