package stoa.wordfilter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.View;
import stoa.wordfilter.match.Action;

/**
 * A text as the filter reads it, and what it finds.
 *
 * @param folded null before anything was tried
 */
record TrialPage(String text, @Nullable String folded, List<Line> lines) implements View {
  TrialPage {
    lines = List.copyOf(lines);
  }

  /**
   * @param written the hit as it stands in the text
   */
  record Line(String word, Action action, String category, String written, int start, int end) {}

  @Override
  public String template() {
    return "wordfilter/test";
  }
}
