package stoa.search.index;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Text;

/**
 * What an author is found by: their account, so that it holds whatever they are called later; or
 * the name that is kept of somebody without one.
 */
public final class AuthorKeys {
  private AuthorKeys() {}

  public static String account(long id) {
    return "#" + id;
  }

  public static String name(String name) {
    return "=" + Text.key(name);
  }

  static List<String> of(@Nullable Long account, @Nullable String keptName) {
    if (account != null) {
      return List.of(account(account));
    }
    return keptName == null ? List.of() : List.of(name(keptName));
  }
}
