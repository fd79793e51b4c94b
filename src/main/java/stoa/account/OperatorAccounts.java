package stoa.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stoa.account.Accounts.Fault;
import stoa.base.Message;
import stoa.base.Role;
import stoa.base.StartFault;
import stoa.base.db.Db;

/**
 * What the operator does to accounts from the command line. Their word counts: names, addresses and
 * passwords are checked, and nothing else.
 */
public final class OperatorAccounts {
  private final Db db;
  private final AccountQueries queries;
  private final SessionQueries sessions;
  private final Roles roles;
  private final Passwords passwords;
  private final InstantSource clock;

  OperatorAccounts(
      Db db,
      AccountQueries queries,
      SessionQueries sessions,
      Roles roles,
      Passwords passwords,
      InstantSource clock) {
    this.db = db;
    this.queries = queries;
    this.sessions = sessions;
    this.roles = roles;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @throws StartFault naming every wrong field
   */
  public void add(String name, String email, String password, Role role) {
    var faults = new ArrayList<Fault>();
    Fault.add(faults, "username", Names.key(name).equals("admin") ? null : Names.fault(name));
    Fault.add(faults, "email", Names.emailFault(email));
    Fault.add(faults, "password", PasswordRules.fault(password, name, email));
    refuse("no account was made", faults);
    Instant now = clock.instant();
    var row =
        new AccountQueries.NewAccount(
            name,
            Names.key(name),
            email,
            Names.emailKey(email),
            passwords.hashAtLeisure(password),
            role,
            null);
    if (db.write(tx -> queries.insert(tx, row, now)).isEmpty()) {
      Fault.add(faults, "username", Message.of("account.nameOrEmailTaken"));
      refuse("no account was made", faults);
    }
  }

  private static void refuse(String what, List<Fault> faults) {
    if (!faults.isEmpty()) {
      var words =
          faults.stream().map(fault -> fault.field() + " (" + fault.why().key() + ")").toList();
      throw new StartFault(what + "; wrong: " + String.join(", ", words));
    }
  }

  /**
   * Gives a member another role. Servers that run take it up within a minute.
   *
   * @param nameOrEmail whose
   * @return their name
   * @throws StartFault where there is no such member, or it would leave no administrator
   */
  public String setRole(String nameOrEmail, Role role) {
    var member = member(nameOrEmail);
    return db.write(tx -> {
      if (!roles.give(tx, member.id(), role)) {
        throw new StartFault(
            member.name() + " is the only administrator; make another member one first");
      }
      return member.name();
    });
  }

  /**
   * Gives a member another password and ends all their sessions; on servers that run within a
   * minute.
   *
   * @return their name
   * @throws StartFault where there is no such member, or the password is none
   */
  public String setPassword(String nameOrEmail, String password) {
    var member = member(nameOrEmail);
    var faults = new ArrayList<Fault>();
    Fault.add(faults, "password", PasswordRules.fault(password, member.name(), nameOrEmail));
    refuse("the password is as it was", faults);
    String hash = passwords.hashAtLeisure(password);
    db.change(tx -> {
      queries.setPassword(tx, member.id(), hash);
      sessions.endAll(tx, member.id());
    });
    return member.name();
  }

  private AccountQueries.Credentials member(String nameOrEmail) {
    return queries
        .credentials(Names.key(nameOrEmail), Names.emailKey(nameOrEmail))
        .orElseThrow(() ->
            new StartFault(
                "there is no member \"" + nameOrEmail + "\"; \"user list\" names them all"));
  }

  /** A member as the operator's list has them. */
  public record Line(
      long id,
      String name,
      @Nullable String email,
      Role role,
      Instant created,
      @Nullable Instant seen) {}

  /** All members, in the order in which they came. */
  public void list(Consumer<Line> taker) {
    long after = 0;
    List<Line> some = queries.list(after);
    while (!some.isEmpty()) {
      some.forEach(taker);
      after = some.getLast().id();
      some = queries.list(after);
    }
  }
}
