package stoa.rights;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.access.Preset;
import stoa.access.SeenBy;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * What each group may on a board, or on the site.
 *
 * @param place null for the site
 * @param readers who reads the board; null for the site
 * @param moderators those of this board alone
 * @param moderator the name that was typed to add one
 * @param others boards whose rights can be taken over
 */
record RightsPage(
    RightsQueries.@Nullable Place place,
    @Nullable SeenBy readers,
    List<Row> rows,
    List<RightsQueries.Member> moderators,
    Field moderator,
    List<RightsQueries.Place> others)
    implements View {
  RightsPage {
    rows = List.copyOf(rows);
    moderators = List.copyOf(moderators);
    others = List.copyOf(others);
  }

  /**
   * What one group may.
   *
   * @param presets what can be chosen for it
   * @param chosen what is said here; null where single rights were set
   * @param inForce what holds here; null where it is none of the presets
   */
  record Row(Group group, List<Preset> presets, @Nullable Preset chosen, @Nullable Preset inForce) {
    Row {
      presets = List.copyOf(presets);
    }
  }

  /** Where it is. */
  public String url() {
    return place == null ? "/admin/rights" : "/admin/boards/" + place.id() + "/rights";
  }

  @Override
  public String template() {
    return "rights/board";
  }
}
