package stoa.account;

import io.javalin.http.Context;
import stoa.base.web.Cookies;
import stoa.base.web.Csrf;

/** Browsers in which a member has signed in before, told by a cookie that only we can make. */
final class KnownBrowsers {
  private final Cookies cookies;
  private final Csrf marks;

  /**
   * @param key for this alone: form tokens are made of values that visitors choose
   */
  KnownBrowsers(Cookies cookies, byte[] key) {
    this.cookies = cookies;
    this.marks = new Csrf(key);
  }

  void remember(Context context, long account) {
    cookies.setKnown(context, marks.token("" + account));
  }

  boolean know(Context context, long account) {
    return cookies.known(context).filter(mark -> marks.matches(mark, "" + account)).isPresent();
  }
}
