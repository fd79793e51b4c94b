package stoa.group;

import stoa.access.Group;
import stoa.base.view.View;

/**
 * Asks whether a group is to be removed.
 *
 * @param boards on how many something is said of it
 */
record RemovalPage(Group group, int members, long boards) implements View {
  @Override
  public String template() {
    return "group/remove";
  }
}
