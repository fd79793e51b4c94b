package stoa.account;

import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * @param next where to go after signing in; a path of this forum, or empty
 * @param fault what was wrong with the last try, told for the form as a whole
 * @param kept whether a text that the member wrote waits for them behind the sign-in
 */
record LoginPage(Field username, String next, @Nullable Message fault, boolean kept)
    implements View {
  @Override
  public String template() {
    return "account/login";
  }

  @Override
  public boolean hasForm() {
    return true;
  }
}
