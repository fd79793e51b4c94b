package stoa.rights;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.access.Reason;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * What a member may on a board, and why.
 *
 * @param member the name that was typed
 * @param board the board that was chosen; 0 for the site
 * @param all groups, through whose eyes one can look
 * @param groups those that the member is in
 * @param reasons empty where nobody was asked about
 * @param titles of boards, by their ids
 */
record WhyPage(
    Field member,
    long board,
    List<RightsQueries.Place> boards,
    List<Group> all,
    @Nullable String name,
    List<Group> groups,
    List<Reason> reasons,
    Map<Long, String> titles)
    implements View {
  WhyPage {
    boards = List.copyOf(boards);
    all = List.copyOf(all);
    groups = List.copyOf(groups);
    reasons = List.copyOf(reasons);
    titles = Map.copyOf(titles);
  }

  /** What a place is called; empty for the site. */
  public String title(long place) {
    return titles.getOrDefault(place, "");
  }

  @Override
  public String template() {
    return "rights/why";
  }
}
