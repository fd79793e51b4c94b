package stoa.wordfilter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Role;
import stoa.base.view.Field;
import stoa.base.view.View;

/** What watched words do not touch: allowed words, roles and boards. */
record AllowedPage(
    List<WordQueries.Listed> words,
    List<Exempt> exemptions,
    List<WordQueries.Listed> boards,
    Field allow,
    Field exempt)
    implements View {
  AllowedPage {
    words = List.copyOf(words);
    exemptions = List.copyOf(exemptions);
    boards = List.copyOf(boards);
  }

  /**
   * @param role null for everyone
   * @param board null for everywhere
   */
  record Exempt(long id, @Nullable String role, @Nullable String board) {}

  public List<Role> roles() {
    return List.of(Role.values());
  }

  @Override
  public String template() {
    return "wordfilter/allowed";
  }
}
