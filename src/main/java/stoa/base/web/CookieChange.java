package stoa.base.web;

import java.time.Duration;

/**
 * A cookie that an answer sets, or ends where it is empty.
 *
 * @param life zero: it ends now
 */
public record CookieChange(String name, String value, Duration life) {
  private static final Duration LANGUAGE = Duration.ofDays(365);
  private static final Duration EYES = Duration.ofHours(1);
  private static final Duration KNOWN = Duration.ofDays(365);

  /** Begins a session in this browser. */
  public static CookieChange session(String token, Duration life) {
    return new CookieChange(Cookies.SESSION, token, life);
  }

  public static CookieChange sessionEnds() {
    return new CookieChange(Cookies.SESSION, "", Duration.ZERO);
  }

  /** An administrator looks through others' eyes for a while. */
  public static CookieChange eyes(Eyes eyes) {
    return new CookieChange(Cookies.EYES, eyes.text(), EYES);
  }

  /** They look through their own again. */
  public static CookieChange ownEyes() {
    return new CookieChange(Cookies.EYES, "", Duration.ZERO);
  }

  /** A browser that a member has used. */
  static CookieChange known(String mark) {
    return new CookieChange(Cookies.KNOWN_BROWSER, mark, KNOWN);
  }

  public static CookieChange language(String tag) {
    return new CookieChange(Cookies.LANGUAGE, tag, LANGUAGE);
  }
}
