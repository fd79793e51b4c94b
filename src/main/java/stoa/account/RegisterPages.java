package stoa.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Site;

/** Becoming a member; with the set-up link, the first administrator. */
final class RegisterPages {
  private final Site site;
  private final Accounts accounts;
  private final SignInPages signIn;
  private final Guesses guesses;
  private final KnownBrowsers browsers;
  private final Doors doors;

  RegisterPages(
      Site site,
      Accounts accounts,
      SignInPages signIn,
      Guesses guesses,
      KnownBrowsers browsers,
      Doors doors) {
    this.site = site;
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

  void form(Context context) {
    String setup = context.queryParam("setup");
    if (setup != null && !accounts.setupIs(setup)) {
      throw new Refused(new Refusal.Forbidden(Message.of("account.setupSpent")));
    }
    // The link is a secret: it must not travel on in a Referer header.
    context.header("Referrer-Policy", "no-referrer");
    var filled =
        new Filled(
            "", "", "", SignInPages.next(context.queryParam("next")), setup == null ? "" : setup);
    site.show(context, page(filled, List.of(), null));
  }

  void register(Context context) {
    var filled = Filled.of(Form.of(context));
    if (site.formExpired(context)) {
      site.show(
          context,
          HttpStatus.FORBIDDEN,
          page(filled, List.of(), SignInPages.notReady(site, context)));
      return;
    }
    String language = site.visit(context).locale().toLanguageTag();
    var newcomer =
        new Accounts.Newcomer(
            filled.name(), filled.email(), filled.password(), filled.setup(), language);
    Accounts.Registered registered;
    try {
      registered = tryOnce(context, newcomer);
    } catch (Refused e) {
      if (!(e.refusal() instanceof Refusal.TooFast tooFast)) {
        throw e;
      }
      context.header("Retry-After", "" + (tooFast.retryAfter().toSeconds() + 1));
      site.show(
          context,
          HttpStatus.TOO_MANY_REQUESTS,
          page(filled, List.of(), SignInPages.tooFast(tooFast)));
      return;
    }
    switch (registered) {
      case Accounts.Registered.Wrong wrong ->
          site.showAgain(context, page(filled, wrong.faults(), null));
      case Accounts.Registered.Welcome welcome -> {
        signIn.begin(context, welcome.id());
        site.notice(context, "notice.registered");
        site.seeOther(context, filled.next().isEmpty() ? "/" : filled.next());
      }
    }
  }

  /**
   * Only accounts that came to be count, and each try a little; a typing error costs no account.
   */
  private Accounts.Registered tryOnce(Context context, Accounts.Newcomer newcomer) {
    var rates = doors.rates();
    var limits = doors.limits();
    var source = doors.addresses().of(context);
    rates.take(limits.login(), source);
    rates.check(limits.perHour(), source);
    rates.check(limits.perDay(), source);
    var registered = accounts.register(newcomer);
    if (registered instanceof Accounts.Registered.Wrong) {
      return sentTwice(context, newcomer)
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
  private Optional<Long> sentTwice(Context context, Accounts.Newcomer newcomer) {
    return accounts
        .named(newcomer.name())
        .flatMap(
            _ -> guesses.signIn(browsers.caller(context), newcomer.name(), newcomer.password()));
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
