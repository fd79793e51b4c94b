package stoa.base.web;

import io.javalin.http.Context;

/** Browsers in which a member has signed in before, told by a cookie that only we can make. */
public final class KnownBrowsers {
  private final Cookies cookies;
  private final ClientAddress addresses;
  private final Csrf marks;

  /**
   * @param key for this alone: form tokens are made of values that visitors choose
   */
  public KnownBrowsers(Cookies cookies, ClientAddress addresses, byte[] key) {
    this.cookies = cookies;
    this.addresses = addresses;
    this.marks = new Csrf(key);
  }

  public void remember(Context context, long account) {
    cookies.setKnown(context, marks.token("" + account));
  }

  /** Who asks, as far as that counts for guesses. */
  public Caller caller(Context context) {
    String mark = cookies.known(context).orElse("");
    return new Caller(addresses.of(context), account -> marks.matches(mark, "" + account));
  }
}
