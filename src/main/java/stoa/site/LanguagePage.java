package stoa.site;

import java.util.List;
import stoa.base.view.View;

/**
 * Where a guest chooses the forum's language. A page of its own, so that no other page needs a form
 * for guests.
 */
record LanguagePage(List<Choice> languages, String next) implements View {
  public LanguagePage {
    languages = List.copyOf(languages);
  }

  /**
   * @param label the language's name in itself
   */
  public record Choice(String value, String label, boolean chosen) {}

  @Override
  public String template() {
    return "layout/language";
  }

  @Override
  public boolean hasForm() {
    return true;
  }
}
