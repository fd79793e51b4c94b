package stoa.account;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where passwords are tried. Every door counts the same failures, so that nobody guesses on at the
 * next when one has closed: a few for an account from one network, and slowly over all of them. A
 * browser that the member has used before counts for itself alone, so that nobody locks members out
 * by failing in their name (OWASP, "device cookies").
 */
final class Guesses {
  private final Accounts accounts;
  private final Doors doors;
  private final KnownBrowsers browsers;

  Guesses(Accounts accounts, Doors doors, KnownBrowsers browsers) {
    this.accounts = accounts;
    this.doors = doors;
    this.browsers = browsers;
  }

  /** The account's id where name (or address) and password belong together. */
  Optional<Long> signIn(Context context, String nameOrEmail, String password) {
    var account = accounts.named(nameOrEmail);
    // Name and address of one account count together.
    String who = account.map(Guesses::key).orElseGet(() -> Names.key(nameOrEmail));
    boolean known = account.filter(id -> browsers.know(context, id)).isPresent();
    boolean right =
        counted(context, who, known, () -> accounts.signIn(nameOrEmail, password).isPresent());
    return right ? account : Optional.empty();
  }

  /** Whether a member who is signed in knows their password. */
  boolean proves(Context context, long member, String password) {
    return counted(
        context,
        key(member),
        browsers.know(context, member),
        () -> accounts.isPassword(member, password));
  }

  /** From now on this browser is one that the member has used. */
  void remember(Context context, long account) {
    browsers.remember(context, account);
  }

  private static String key(long account) {
    return "#" + account;
  }

  /** A wrong password counts, a right one does not. */
  private boolean counted(Context context, String who, boolean known, BooleanSupplier tried) {
    var rates = doors.rates();
    var limits = doors.limits();
    String here = (known ? "known" : doors.addresses().of(context).network()) + " " + who;
    rates.take(limits.failures(), here);
    if (!known) {
      rates.take(limits.everywhere(), who);
    }
    boolean right = tried.getAsBoolean();
    if (right) {
      rates.giveBack(limits.failures(), here);
      if (!known) {
        rates.giveBack(limits.everywhere(), who);
      }
    }
    return right;
  }
}
