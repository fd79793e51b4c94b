package stoa.rights;

import java.util.List;
import java.util.Map;
import stoa.base.view.View;

/**
 * Asks again before a change of rights that is seldom meant.
 *
 * @param title of what is changed; empty for the site
 * @param url where the form goes
 * @param lockedOut the boards that its maker would not read any more
 * @param opened the boards that guests would read
 * @param topics in the latter
 * @param members whom the change concerns
 * @param fields of the form that was sent
 */
record ConfirmPage(
    String title,
    String url,
    List<String> lockedOut,
    List<String> opened,
    long topics,
    long members,
    Map<String, String> fields)
    implements View {
  ConfirmPage {
    lockedOut = List.copyOf(lockedOut);
    opened = List.copyOf(opened);
    fields = Map.copyOf(fields);
  }

  @Override
  public String template() {
    return "rights/confirm";
  }
}
