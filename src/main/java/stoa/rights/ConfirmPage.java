package stoa.rights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import stoa.access.Access;
import stoa.base.view.View;

/**
 * Asks again before a change of rights that is seldom meant.
 *
 * @param title of what is changed; empty for the site
 * @param url where the form goes
 * @param back the page that it came from
 * @param lockedOut the boards that its maker would not read any more
 * @param opened the boards that guests would read
 * @param shared the boards, not for all members, that others than now would read
 * @param topics in those that are opened
 * @param members whom the change concerns
 * @param fields of the form that was sent
 */
record ConfirmPage(
    String title,
    String url,
    String back,
    List<String> lockedOut,
    List<String> opened,
    List<String> shared,
    long topics,
    long members,
    Map<String, String> fields)
    implements View {
  ConfirmPage {
    lockedOut = List.copyOf(lockedOut);
    opened = List.copyOf(opened);
    shared = List.copyOf(shared);
    fields = Map.copyOf(fields);
  }

  /**
   * Asks again.
   *
   * @param title of the board; empty for the site
   * @param groups whose rights are changed
   */
  static ConfirmPage of(
      Access access,
      RightsQueries queries,
      String title,
      String url,
      String back,
      Effects effects,
      Set<Long> groups,
      Map<String, String> fields) {
    var titles = new HashMap<Long, String>();
    queries.boards().forEach(board -> titles.put(board.id(), board.title()));
    return new ConfirmPage(
        title,
        url,
        back,
        effects.lockedOut().stream().map(titles::get).filter(Objects::nonNull).toList(),
        effects.opened().stream().map(titles::get).filter(Objects::nonNull).toList(),
        effects.shared().stream().map(titles::get).filter(Objects::nonNull).toList(),
        access.topicCount(effects.opened()),
        queries.members(groups),
        fields);
  }

  @Override
  public String template() {
    return "rights/confirm";
  }
}
