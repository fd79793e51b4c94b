package stoa.account;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Form;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Becoming a member; with the set-up link, the first administrator. */
final class RegisterPages {
  private final Accounts accounts;
  private final SignInPages signIn;
  private final Guesses guesses;
  private final KnownBrowsers browsers;
  private final Doors doors;

  RegisterPages(
      Accounts accounts, SignInPages signIn, Guesses guesses, KnownBrowsers browsers, Doors doors) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.guesses = guesses;
    this.browsers = browsers;
    this.doors = doors;
  }

  /** What the visitor filled in. */
  private record Filled(String name, String email, String password, String next, String setup) {
    static Filled of(Form form) {
      return new Filled(
          form.line("username"),
          form.line("email"),
          form.secret("password"),
          SignInPages.next(form.line("next")),
          form.raw("setup"));
    }
  }

  Answer form(Visit visit, Request request) {
    String setup = request.query("setup");
    if (setup != null && !accounts.setupIs(setup)) {
      throw new Refused(new Refusal.Forbidden(Message.of("account.setupSpent")));
    }
    String next = SignInPages.next(request.query("next"));
    var filled = new Filled("", "", "", next, setup == null ? "" : setup);
    // The link is a secret: it must not travel on in a Referer header.
    return Answer.page(page(filled, List.of(), null)).header("Referrer-Policy", "no-referrer");
  }

  Answer register(Visit visit, Request request) {
    var filled = Filled.of(request.form());
    if (request.formExpired()) {
      return Answer.forbidden(page(filled, List.of(), SignInPages.notReady(visit)));
    }
    String language = visit.locale().toLanguageTag();
    var newcomer =
        new Accounts.Newcomer(
            filled.name(), filled.email(), filled.password(), filled.setup(), language);
    Accounts.Registered registered;
    try {
      registered = tryOnce(request, newcomer);
    } catch (Refused e) {
      if (!(e.refusal() instanceof Refusal.TooFast tooFast)) {
        throw e;
      }
      return Answer.tooFast(
          page(filled, List.of(), SignInPages.tooFast(tooFast)), tooFast.retryAfter());
    }
    return switch (registered) {
      case Accounts.Registered.Wrong wrong -> Answer.again(page(filled, wrong.faults(), null));
      case Accounts.Registered.Welcome welcome ->
          signIn
              .begun(request, welcome.id(), filled.next().isEmpty() ? "/" : filled.next())
              .flash("flash.registered");
    };
  }

  /**
   * Only accounts that came to be count, and each try a little; a typing error costs no account.
   */
  private Accounts.Registered tryOnce(Request request, Accounts.Newcomer newcomer) {
    var rates = doors.rates();
    var limits = doors.limits();
    var source = request.client();
    rates.take(limits.login(), source);
    rates.check(limits.perHour(), source);
    rates.check(limits.perDay(), source);
    var registered = accounts.register(newcomer);
    if (registered instanceof Accounts.Registered.Wrong) {
      return sentTwice(request, newcomer)
          .<Accounts.Registered>map(Accounts.Registered.Welcome::new)
          .orElse(registered);
    }
    rates.take(limits.perHour(), source);
    rates.take(limits.perDay(), source);
    return registered;
  }

  /**
   * The same form a second time, by somebody who knows the password: they are let in, not told off.
   * Where nobody has that name there is nothing to guess, and typing errors do not count.
   */
  private Optional<Long> sentTwice(Request request, Accounts.Newcomer newcomer) {
    return accounts
        .named(newcomer.name())
        .flatMap(
            _ -> guesses.signIn(browsers.caller(request), newcomer.name(), newcomer.password()));
  }

  private static RegisterPage page(
      Filled filled, List<Accounts.Fault> faults, @Nullable Message fault) {
    return new RegisterPage(
        new Field(filled.name(), of(faults, "username")),
        new Field(filled.email(), of(faults, "email")),
        new Field("", of(faults, "password")),
        filled.next(),
        filled.setup(),
        fault);
  }

  private static @Nullable Message of(List<Accounts.Fault> faults, String field) {
    return faults.stream()
        .filter(fault -> fault.field().equals(field))
        .map(Accounts.Fault::why)
        .findFirst()
        .orElse(null);
  }
}
