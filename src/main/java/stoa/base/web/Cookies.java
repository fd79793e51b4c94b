package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * The forum's cookies: out of reach of scripts, not sent from other sites, and with https tied to
 * this host alone by the {@code __Host-} prefix (RFC 6265bis, section 4.1.3.2).
 */
public final class Cookies {
  private static final Duration GUEST = Duration.ofDays(1);
  private static final Duration NOTICE = Duration.ofMinutes(1);
  private static final Duration LANGUAGE = Duration.ofDays(365);

  private final boolean secure;
  private final String prefix;

  public Cookies(boolean secure) {
    this.secure = secure;
    this.prefix = secure ? "__Host-" : "";
  }

  public Optional<String> session(Context context) {
    return read(context, "sid");
  }

  public void setSession(Context context, String token, Duration life) {
    set(context, "sid", token, life);
  }

  public void endSession(Context context) {
    set(context, "sid", "", Duration.ZERO);
  }

  /** What a guest's form tokens are bound to. */
  public Optional<String> guest(Context context) {
    return read(context, "guest");
  }

  public void setGuest(Context context, String value) {
    set(context, "guest", value, GUEST);
  }

  public Optional<String> language(Context context) {
    return read(context, "lang");
  }

  public void setLanguage(Context context, String tag) {
    set(context, "lang", tag, LANGUAGE);
  }

  /** The key of a sentence for the next page. */
  public Optional<String> notice(Context context) {
    return read(context, "notice");
  }

  public void setNotice(Context context, String key) {
    set(context, "notice", key, NOTICE);
  }

  public void endNotice(Context context) {
    set(context, "notice", "", Duration.ZERO);
  }

  private Optional<String> read(Context context, String name) {
    return Optional.ofNullable(context.cookie(prefix + name)).filter(value -> !value.isEmpty());
  }

  private void set(Context context, String name, String value, Duration life) {
    context.cookie(
        new Cookie(
            prefix + name, value, "/", (int) life.toSeconds(), secure, true, null, SameSite.LAX));
  }
}
