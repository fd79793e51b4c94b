package stoa.wordfilter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * What words would have found.
 *
 * @param result null before a run
 */
record DryRunPage(Field words, int days, @Nullable Result result) implements View {
  /**
   * @param cut whether there were more posts than one run looks at
   */
  record Result(long looked, long found, boolean cut, List<Line> lines) {
    Result {
      lines = List.copyOf(lines);
    }
  }

  /** A word, in how many posts it stands, and the first of them. */
  record Line(String word, long posts, List<Sample> samples) {
    Line {
      samples = List.copyOf(samples);
    }
  }

  record Sample(String url, String excerpt) {}

  @Override
  public String template() {
    return "wordfilter/dryrun";
  }
}
