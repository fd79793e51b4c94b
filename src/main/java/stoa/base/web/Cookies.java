package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The forum's cookies: out of reach of scripts, not sent from other sites, and with https tied to
 * this host alone by the {@code __Host-} prefix (RFC 6265bis, section 4.1.3.2).
 */
public final class Cookies {
  private static final Duration GUEST = Duration.ofDays(1);

  /** As long as a text waits for who wrote it. */
  static final Duration KEPT = Duration.ofDays(2);

  private static final Duration FLASH = Duration.ofMinutes(1);

  /** Longer than any copy of a page lives. */
  private static final Duration WROTE = Route.COPIES_LIVE.plusSeconds(5);

  public static final String SESSION = "sid";
  static final String EYES = "eyes";
  static final String LANGUAGE = "lang";
  static final String KNOWN_BROWSER = "known";

  private final boolean secure;
  private final String prefix;

  public Cookies(boolean secure) {
    this.secure = secure;
    this.prefix = secure ? "__Host-" : "";
  }

  /** A cookie's name as browsers see it. */
  public String fullName(String name) {
    return prefix + name;
  }

  /** The header that all who decide by cookies read; null where there is none. */
  static @Nullable String header(Context context) {
    return joined(Collections.list(context.req().getHeaders("Cookie")));
  }

  /** Several headers as one, and without white space before a sign (RFC 6265, 5.2). */
  public static @Nullable String joined(List<String> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    String all = headers.size() == 1 ? headers.getFirst() : String.join("; ", headers);
    return all.contains(" =") || all.contains("\t") ? all.replaceAll("[ \t]*=[ \t]*", "=") : all;
  }

  /** A cookie's value out of the whole header. */
  public static Optional<String> read(@Nullable String header, String name) {
    if (header != null) {
      for (int from = 0; from < header.length(); ) {
        int end = header.indexOf(';', from);
        String pair = header.substring(from, end < 0 ? header.length() : end).strip();
        if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
          return Optional.of(pair.substring(name.length() + 1)).filter(value -> !value.isEmpty());
        }
        from = end < 0 ? header.length() : end + 1;
      }
    }
    return Optional.empty();
  }

  public Optional<String> session(Context context) {
    return read(context, SESSION);
  }

  void set(Context context, CookieChange change) {
    set(context, change.name(), change.value(), change.life());
  }

  /** What a guest's form tokens are bound to. */
  public Optional<String> guest(Context context) {
    return read(context, "guest");
  }

  public void setGuest(Context context, String value) {
    set(context, "guest", value, GUEST);
  }

  /** The mark of a browser that a member has used. */
  public Optional<String> known(Context context) {
    return read(context, KNOWN_BROWSER);
  }

  /** By which a browser gets back the texts that it sent, whoever signs in there. */
  Optional<String> kept(Context context) {
    return read(context, "kept");
  }

  void setKept(Context context, String value) {
    set(context, "kept", value, KEPT);
  }

  /** Through whose eyes an administrator looks; see {@link Eyes}. */
  Optional<String> eyes(Context context) {
    return read(context, EYES);
  }

  /** The key of a sentence for the next page. */
  public Optional<String> flash(Context context) {
    return read(context, "flash");
  }

  public void setFlash(Context context, String key) {
    set(context, "flash", key, FLASH);
  }

  public void endFlash(Context context) {
    set(context, "flash", "", Duration.ZERO);
  }

  /**
   * For a while they get no copies: what they have just done is on every page, whichever server
   * makes it and however late the change reaches that one.
   */
  public void setWrote(Context context) {
    set(context, "wrote", "1", WROTE);
  }

  private Optional<String> read(Context context, String name) {
    return read(header(context), prefix + name);
  }

  private void set(Context context, String name, String value, Duration life) {
    context.cookie(
        new Cookie(
            prefix + name, value, "/", (int) life.toSeconds(), secure, true, null, SameSite.LAX));
  }
}
