package stoa.account;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import stoa.base.web.Caller;

/**
 * Where passwords are tried. Every door counts the same failures, so that nobody guesses on at the
 * next when one has closed: a few for an account from one network, and slowly over all of them. A
 * browser that the member has used before counts for itself alone, so that nobody locks members out
 * by failing in their name (OWASP, "device cookies").
 */
final class Guesses {
  private final Accounts accounts;
  private final Doors doors;

  Guesses(Accounts accounts, Doors doors) {
    this.accounts = accounts;
    this.doors = doors;
  }

  /** The account's id where name (or address) and password belong together. */
  Optional<Long> signIn(Caller caller, String nameOrEmail, String password) {
    var account = accounts.named(nameOrEmail);
    // Name and address of one account count together.
    String who = account.map(Guesses::key).orElseGet(() -> Names.key(nameOrEmail));
    boolean known = account.filter(id -> caller.knownTo().test(id)).isPresent();
    boolean right =
        counted(caller, who, known, () -> accounts.signIn(nameOrEmail, password).isPresent());
    return right ? account : Optional.empty();
  }

  /** Whether a member who is signed in knows their password. */
  boolean proves(Caller caller, long member, String password) {
    return counted(
        caller,
        key(member),
        caller.knownTo().test(member),
        () -> accounts.isPassword(member, password));
  }

  private static String key(long account) {
    return "#" + account;
  }

  /** A wrong password counts, a right one does not. */
  private boolean counted(Caller caller, String who, boolean known, BooleanSupplier tried) {
    var rates = doors.rates();
    var limits = doors.limits();
    String here = (known ? "known" : caller.source().network()) + " " + who;
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
