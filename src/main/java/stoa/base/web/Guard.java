package stoa.base.web;

import io.javalin.http.Context;
import java.util.Locale;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * Stands before every POST: the form must come from a page of this forum (Origin, Sec-Fetch-Site)
 * and carry the token made for this visitor. See the OWASP CSRF prevention cheat sheet.
 */
public final class Guard {
  private final Csrf csrf;
  private final String origin;

  public Guard(Csrf csrf, String origin) {
    this.csrf = csrf;
    this.origin = origin;
  }

  /**
   * Whether the form carries this visitor's token; where not, it was made for another session.
   *
   * @throws Refused where it cannot have come from a page of this forum
   */
  boolean passes(Context context, Visit visit) {
    requireForm(context);
    requireOwnOrigin(context);
    return csrf.matches(Form.of(context).raw("_csrf"), visit.anchor());
  }

  private static void requireForm(Context context) {
    if (!isForm(context)) {
      throw new Refused(new Refusal.Malformed(Message.of("error.formType")));
    }
  }

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
      throw new Foreign();
    }
  }

  /** A browser that reaches the server by another address than site.url, as on a first try. */
  private static boolean sameHost(Context context, String from) {
    String host = context.header("Host");
    return host != null && (from.equals("http://" + host) || from.equals("https://" + host));
  }

  /** The form came from another site: nothing in it is the visitor's, to be given back. */
  static final class Foreign extends Refused {
    private static final long serialVersionUID = 1L;

    Foreign() {
      super(new Refusal.Forbidden(Message.of("error.foreignForm")));
    }
  }
}
