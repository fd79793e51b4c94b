package stoa.base.web;

/** Browsers in which a member has signed in before, told by a cookie that only we can make. */
public final class KnownBrowsers {
  private final Csrf marks;

  /**
   * @param key for this alone: form tokens are made of values that visitors choose
   */
  public KnownBrowsers(byte[] key) {
    this.marks = new Csrf(key);
  }

  /** Marks this browser as one in which the member has signed in. */
  public CookieChange remember(long account) {
    return CookieChange.known(marks.token("" + account));
  }

  /** Who asks, as far as that counts for guesses. */
  public Caller caller(Request request) {
    String mark = request.knownBrowser().orElse("");
    return new Caller(request.client(), account -> marks.matches(mark, "" + account));
  }
}
