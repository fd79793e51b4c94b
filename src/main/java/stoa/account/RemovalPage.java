package stoa.account;

import stoa.base.Role;
import stoa.base.view.View;

/** Asks an administrator whether a member is to be removed. */
record RemovalPage(long id, String name, String url, Role role, long topics, long posts)
    implements View {
  @Override
  public String template() {
    return "account/remove";
  }
}
