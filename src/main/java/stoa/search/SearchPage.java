package stoa.search;

import java.util.List;
import stoa.base.view.Pager;
import stoa.base.view.View;

/**
 * The page of a search, or the form alone.
 *
 * @param query as it was typed
 * @param asked whether there was anything to look for
 * @param newest whether the newest come first
 * @param bestUrl the same search, the best first
 * @param newestUrl the same search, the newest first
 * @param more whether there are more than {@code total}
 * @param filling whether the index is being made, and may lack posts
 */
record SearchPage(
    String query,
    boolean asked,
    boolean newest,
    String bestUrl,
    String newestUrl,
    long total,
    boolean more,
    boolean filling,
    List<Result> results,
    Pager pager)
    implements View {
  SearchPage {
    results = List.copyOf(results);
  }

  @Override
  public String template() {
    return "search/results";
  }
}
