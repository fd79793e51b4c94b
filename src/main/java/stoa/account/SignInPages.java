package stoa.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.web.ClientAddress;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.RateLimits;
import stoa.base.web.Site;
import stoa.base.web.Urls;

/** Signing in and out. */
final class SignInPages {
  private final Site site;
  private final Accounts accounts;
  private final Sessions sessions;
  private final RateLimits rates;
  private final Limits limits;
  private final ClientAddress addresses;

  SignInPages(
      Site site,
      Accounts accounts,
      Sessions sessions,
      RateLimits rates,
      Limits limits,
      ClientAddress addresses) {
    this.site = site;
    this.accounts = accounts;
    this.sessions = sessions;
    this.rates = rates;
    this.limits = limits;
    this.addresses = addresses;
  }

  void form(Context context) {
    String next = next(context.queryParam("next"));
    site.show(context, page(Field.EMPTY, next, null));
  }

  void signIn(Context context) {
    var form = Form.of(context);
    String name = form.line("username");
    String next = next(form.raw("next"));
    if (site.formExpired(context)) {
      again(
          context,
          HttpStatus.FORBIDDEN,
          page(Field.of(name), next, Message.of("account.formExpired")));
      return;
    }
    Optional<Long> account;
    try {
      account = tryOnce(context, name, form.secret("password"));
    } catch (Refused e) {
      if (!(e.refusal() instanceof Refusal.TooFast tooFast)) {
        throw e;
      }
      context.header("Retry-After", "" + (tooFast.retryAfter().toSeconds() + 1));
      again(context, HttpStatus.TOO_MANY_REQUESTS, page(Field.of(name), next, tooFast(tooFast)));
      return;
    }
    if (account.isEmpty()) {
      again(
          context,
          HttpStatus.UNPROCESSABLE_CONTENT,
          page(Field.of(name), next, Message.of("account.loginFailed")));
      return;
    }
    begin(context, account.get());
    site.seeOther(context, next.isEmpty() ? "/" : next);
  }

  /** A wrong password counts against this account from this address; a right one does not. */
  private Optional<Long> tryOnce(Context context, String name, String password) {
    String address = addresses.of(context);
    String victim = address + " " + Names.key(name);
    rates.take(limits.login(), address);
    rates.take(limits.failures(), victim);
    var account = accounts.signIn(name, password);
    if (account.isPresent()) {
      rates.giveBack(limits.failures(), victim);
    }
    return account;
  }

  void signOut(Context context) {
    site.sessionToken(context).ifPresent(sessions::end);
    site.signOut(context);
    site.notice(context, "notice.signedOut");
    site.seeOther(context, "/");
  }

  /** A new session, with a new token: one that somebody planted before is worth nothing. */
  void begin(Context context, long account) {
    site.sessionToken(context).ifPresent(sessions::end);
    site.signIn(context, sessions.begin(account), sessions.longest());
  }

  private void again(Context context, HttpStatus status, LoginPage page) {
    site.show(context, status, page);
  }

  private static LoginPage page(Field name, String next, @Nullable Message fault) {
    return new LoginPage(name, next, fault, next.startsWith("/kept/"));
  }

  static Message tooFast(Refusal.TooFast refusal) {
    return Message.of("error.tooFast", refusal.retryAfter().toSeconds() + 1);
  }

  /** A path of this forum, or nothing. */
  static String next(@Nullable String asked) {
    return asked == null || asked.isEmpty() ? "" : Urls.local(asked);
  }
}
