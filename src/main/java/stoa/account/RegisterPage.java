package stoa.account;

import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * @param next where to go after registering; a path of this forum, or empty
 * @param setup the one-time token that makes this account the first administrator; empty otherwise
 */
record RegisterPage(
    Field username, Field email, Field password, String next, String setup, @Nullable Message fault)
    implements View {
  @Override
  public String template() {
    return "account/register";
  }

  @Override
  public boolean hasForm() {
    return true;
  }
}
