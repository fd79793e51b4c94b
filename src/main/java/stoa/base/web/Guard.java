package stoa.base.web;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * Stands before every POST: the form must come from a page of this forum (Origin, Sec-Fetch-Site)
 * and carry the token made for this visitor. See the OWASP CSRF prevention cheat sheet.
 */
final class Guard {
  /** These show their own form again, so that a guest's expired cookie does not send him away. */
  static final String EXPIRED = "stoa.form-expired";

  /** The form came from another site: nothing in it is the visitor's, to be given back. */
  static final String FOREIGN = "stoa.foreign-form";

  /** The address itself is signed, and a mail program that posts to it has no cookie (RFC 8058). */
  private static final String SIGNED = "/mail/unsubscribe/";

  private static final Set<String> OWN_ANSWER = Set.of("/login", "/register", "/language");

  private final Site site;
  private final Csrf csrf;
  private final String origin;

  Guard(Site site, Csrf csrf, String origin) {
    this.site = site;
    this.csrf = csrf;
    this.origin = origin;
  }

  void check(Context context) {
    if (context.path().startsWith(SIGNED)) {
      return;
    }
    requireForm(context);
    requireOwnOrigin(context);
    if (csrf.matches(Form.of(context).raw("_csrf"), site.visit(context).anchor())) {
      return;
    }
    if (OWN_ANSWER.contains(context.path())) {
      context.attribute(EXPIRED, true);
      return;
    }
    throw new FormExpired();
  }

  private static void requireForm(Context context) {
    if (!isForm(context)) {
      throw new Refused(new Refusal.Malformed(Message.of("error.formType")));
    }
  }

  /** By the header itself: Jetty fails on a charset that it does not know. */
  static boolean isForm(Context context) {
    String type = context.header("Content-Type");
    return type == null
        || type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }

  private void requireOwnOrigin(Context context) {
    String from = context.header("Origin");
    String site = context.header("Sec-Fetch-Site");
    boolean foreign =
        "cross-site".equals(site)
            || "same-site"
                .equals(site) // a neighbour under the same domain, perhaps somebody else's
            || (from != null
                && !from.equals("null")
                && !from.equals(origin)
                && !"same-origin".equals(site)
                && !sameHost(context, from));
    if (foreign) {
      context.attribute(FOREIGN, true);
      throw new Refused(new Refusal.Forbidden(Message.of("error.foreignForm")));
    }
  }

  /** A browser that reaches the server by another address than site.url, as on a first try. */
  private static boolean sameHost(Context context, String from) {
    String host = context.header("Host");
    return host != null && (from.equals("http://" + host) || from.equals("https://" + host));
  }

  /** The token is missing or was made for another session. */
  static final class FormExpired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FormExpired() {
      super("form token expired", null, false, false);
    }
  }
}
