package stoa.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Site;
import stoa.base.web.Urls;

/** Signing in and out. */
final class SignInPages {
  private final Site site;
  private final Guesses guesses;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final Doors doors;

  SignInPages(Site site, Guesses guesses, Sessions sessions, KnownBrowsers browsers, Doors doors) {
    this.site = site;
    this.guesses = guesses;
    this.sessions = sessions;
    this.browsers = browsers;
    this.doors = doors;
  }

  void form(Context context) {
    String next = next(context.queryParam("next"));
    site.show(context, page(Field.EMPTY, next, null));
  }

  void signIn(Context context) {
    var form = Form.of(context);
    String name = form.line("username");
    String next = next(form.line("next"));
    if (site.formExpired(context)) {
      again(context, HttpStatus.FORBIDDEN, page(Field.of(name), next, notReady(site, context)));
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

  private Optional<Long> tryOnce(Context context, String name, String password) {
    doors.rates().take(doors.limits().login(), doors.addresses().of(context));
    return guesses.signIn(browsers.caller(context), name, password);
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
    browsers.remember(context, account);
    site.signIn(context, sessions.begin(account), sessions.longest());
  }

  private void again(Context context, HttpStatus status, LoginPage page) {
    site.show(context, status, page);
  }

  private static LoginPage page(Field name, String next, @Nullable Message fault) {
    return new LoginPage(name, next, fault, next.startsWith("/kept/"));
  }

  /** Why a form's token is not right; without any cookie sending it again may go round for ever. */
  static Message notReady(Site site, Context context) {
    boolean cookie = !site.visit(context).anchor().isEmpty();
    return Message.of(cookie ? "account.formExpired" : "account.noCookie");
  }

  static Message tooFast(Refusal.TooFast refusal) {
    return Message.of("error.tooFast", refusal.retryAfter().toSeconds() + 1);
  }

  /** A path of this forum, or nothing. */
  static String next(@Nullable String asked) {
    return asked == null || asked.isEmpty() ? "" : Urls.local(asked);
  }
}
