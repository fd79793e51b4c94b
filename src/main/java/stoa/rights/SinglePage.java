package stoa.rights;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.access.Cell;
import stoa.access.Group;
import stoa.base.view.View;

/**
 * Every single right of one group on a board, or on the site.
 *
 * @param place null for the site
 */
record SinglePage(RightsQueries.@Nullable Place place, Group group, String back, List<Row> rows)
    implements View {
  SinglePage {
    rows = List.copyOf(rows);
  }

  /**
   * @param said null where it is as above
   * @param may whether members may it by this group
   */
  record Row(Act act, Cell.@Nullable Value said, boolean may) {
    public List<Cell.Value> values() {
      return List.of(Cell.Value.values());
    }
  }

  /** Where the form goes. */
  public String url() {
    return back + "/" + group.id();
  }

  @Override
  public String template() {
    return "rights/single";
  }
}
