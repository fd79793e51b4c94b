package stoa.account;

import java.util.List;
import stoa.access.Group;
import stoa.base.view.View;

/** Asks an administrator whether a member is to be removed. */
record RemovalPage(long id, String name, String url, List<Group> groups, long topics, long posts)
    implements View {
  RemovalPage {
    groups = List.copyOf(groups);
  }

  @Override
  public String template() {
    return "account/remove";
  }
}
