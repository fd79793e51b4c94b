package stoa.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.CookieChange;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Signing in and out. */
final class SignInPages {
  private final Guesses guesses;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final Doors doors;

  SignInPages(Guesses guesses, Sessions sessions, KnownBrowsers browsers, Doors doors) {
    this.guesses = guesses;
    this.sessions = sessions;
    this.browsers = browsers;
    this.doors = doors;
  }

  Answer form(Visit visit, Request request) {
    String next = next(request.query("next"));
    return Answer.page(page(Field.EMPTY, next, null));
  }

  Answer signIn(Visit visit, Request request) {
    var form = request.form();
    var name = Field.of(form.line("username"));
    String next = next(form.line("next"));
    if (request.formExpired()) {
      return Answer.forbidden(page(name, next, notReady(visit)));
    }
    Optional<Long> account;
    try {
      account = tryOnce(request, form.line("username"), form.secret("password"));
    } catch (Refused e) {
      if (!(e.refusal() instanceof Refusal.TooFast tooFast)) {
        throw e;
      }
      return Answer.tooFast(page(name, next, tooFast(tooFast)), tooFast.retryAfter());
    }
    if (account.isEmpty()) {
      return Answer.again(page(name, next, Message.of("account.loginFailed")));
    }
    return begun(request, account.get(), next.isEmpty() ? "/" : next);
  }

  private Optional<Long> tryOnce(Request request, String name, String password) {
    doors.rates().take(doors.limits().login(), request.client());
    return guesses.signIn(browsers.caller(request), name, password);
  }

  Answer signOut(Visit visit, Request request) {
    request.session().ifPresent(sessions::end);
    return Answer.seeOther("/").flash("flash.signedOut").with(CookieChange.sessionEnds());
  }

  /** A new session, with a new token: one that somebody planted before is worth nothing. */
  Answer.SeeOther begun(Request request, long account, String location) {
    request.session().ifPresent(sessions::end);
    return Answer.seeOther(location)
        .with(browsers.remember(account))
        .with(CookieChange.session(sessions.begin(account), sessions.longest()));
  }

  private static LoginPage page(Field name, String next, @Nullable Message fault) {
    return new LoginPage(name, next, fault, next.startsWith("/kept/"));
  }

  /** Why a form's token is not right; without any cookie sending it again may go round for ever. */
  static Message notReady(Visit visit) {
    return Message.of(visit.anchor().isEmpty() ? "account.noCookie" : "account.formExpired");
  }

  static Message tooFast(Refusal.TooFast refusal) {
    return Message.of("error.tooFast", refusal.retryAfter().toSeconds() + 1);
  }

  /** A path of this forum, or nothing. */
  static String next(@Nullable String asked) {
    return asked == null || asked.isEmpty() ? "" : Urls.local(asked);
  }
}
