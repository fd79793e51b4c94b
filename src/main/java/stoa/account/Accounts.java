package stoa.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.access.Deciders;
import stoa.access.GroupKind;
import stoa.access.Memberships;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Tokens;
import stoa.base.db.Db;
import stoa.event.Tags;

/** What changes people's accounts. */
final class Accounts {
  private static final String SETUP = "setup";

  /** It stands in a log, which others may read later. */
  private static final Duration SETUP_LIVES = Duration.ofDays(1);

  private final Db db;
  private final AccountQueries queries;
  private final SessionQueries sessions;
  private final Memberships memberships;
  private final Deciders deciders;
  private final Passwords passwords;
  private final InstantSource clock;

  Accounts(
      Db db,
      AccountQueries queries,
      SessionQueries sessions,
      Memberships memberships,
      Deciders deciders,
      Passwords passwords,
      InstantSource clock) {
    this.db = db;
    this.queries = queries;
    this.sessions = sessions;
    this.memberships = memberships;
    this.deciders = deciders;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Who wants an account. {@code setup} is the one-time token of the first administrator, or empty.
   */
  record Newcomer(
      String name, String email, String password, String setup, @Nullable String language) {}

  /** A wrong field and why. */
  record Fault(String field, Message why) {
    /** Adds one to the others, where there is a reason for it. */
    static void add(List<Fault> faults, String field, @Nullable Message why) {
      if (why != null) {
        faults.add(new Fault(field, why));
      }
    }
  }

  sealed interface Registered {
    record Welcome(long id) implements Registered {}

    record Wrong(List<Fault> faults) implements Registered {}
  }

  /** Makes an account, or says what is wrong with every field at once. */
  Registered register(Newcomer newcomer) {
    var faults = faults(newcomer);
    if (!faults.isEmpty()) {
      return new Registered.Wrong(faults);
    }
    String hash = passwords.hash(newcomer.password());
    Instant now = clock.instant();
    return db.write(tx -> {
      boolean first =
          !newcomer.setup().isEmpty()
              && queries.spendSecret(
                  tx, SETUP, Tokens.hash(newcomer.setup()), now.minus(SETUP_LIVES));
      if (!newcomer.setup().isEmpty() && !first) {
        throw new Refused(new Refusal.Forbidden(Message.of("account.setupSpent")));
      }
      Optional<Long> id = queries.insert(tx, row(newcomer, hash), now);
      id.ifPresent(one -> memberships.putNewcomer(tx, one));
      if (first) {
        id.ifPresent(one ->
            memberships.put(
                tx, one, GroupKind.ADMINISTRATORS.id(), List.of(one), Memberships.Term.USUAL));
      }
      return id.<Registered>map(Registered.Welcome::new)
          .orElse(
              new Registered.Wrong(
                  List.of(new Fault("username", Message.of("account.nameTaken")))));
    });
  }

  private List<Fault> faults(Newcomer newcomer) {
    var faults = new ArrayList<Fault>();
    Fault.add(faults, "username", Names.fault(newcomer.name()));
    Fault.add(faults, "email", Names.emailFault(newcomer.email()));
    Fault.add(
        faults,
        "password",
        PasswordRules.fault(newcomer.password(), newcomer.name(), newcomer.email()));
    if (faults.isEmpty()) {
      if (queries.nameTaken(Names.key(newcomer.name()))) {
        faults.add(new Fault("username", Message.of("account.nameTaken")));
      }
      if (queries.emailTaken(Names.emailKey(newcomer.email()), 0)) {
        faults.add(new Fault("email", Message.of("account.emailTaken")));
      }
    }
    return faults;
  }

  private static AccountQueries.NewAccount row(Newcomer newcomer, String hash) {
    return new AccountQueries.NewAccount(
        newcomer.name(),
        Names.key(newcomer.name()),
        newcomer.email(),
        Names.emailKey(newcomer.email()),
        hash,
        newcomer.language());
  }

  /** Whose name or address that is. */
  Optional<Long> named(String nameOrEmail) {
    return queries
        .credentials(Names.key(nameOrEmail), Names.emailKey(nameOrEmail))
        .map(AccountQueries.Credentials::id);
  }

  /**
   * The account's id where name (or address) and password belong together. Takes as long either
   * way.
   */
  Optional<Long> signIn(String nameOrEmail, String password) {
    var found = queries.credentials(Names.key(nameOrEmail), Names.emailKey(nameOrEmail));
    String hash = found.map(AccountQueries.Credentials::passwordHash).orElse(null);
    boolean right = passwords.matches(password, hash);
    if (right && hash != null && Passwords.isOutdated(hash)) {
      long id = found.orElseThrow().id();
      String renewed = passwords.hash(password);
      db.change(tx -> queries.renewPassword(tx, id, hash, renewed));
    }
    return right ? found.map(AccountQueries.Credentials::id) : Optional.empty();
  }

  boolean isPassword(long member, String password) {
    return passwords.matches(password, queries.passwordHash(member));
  }

  /** Changes a password and ends every other session. */
  void changePassword(Viewer.Member member, String newPassword, byte[] here) {
    String hash = passwords.hash(newPassword);
    db.change(tx -> {
      queries.setPassword(tx, member.id(), hash);
      sessions.endOthers(tx, member.id(), here);
    });
  }

  /** Removes a member: they are signed out everywhere at once, what they wrote stays. */
  void remove(Viewer.Member by, long id) {
    Act.MANAGE_MEMBERS.require(by.id() != id);
    deciders.requireOver(by, id);
    Instant now = clock.instant();
    db.change(tx -> {
      memberships.requireAnotherAdministrator(tx, List.of(id));
      if (queries.remove(tx, id, by.id(), now)) {
        sessions.endAll(tx, id);
        tx.changes(Set.of(Tags.ALL)); // their name is a link wherever they wrote
      }
    });
  }

  /**
   * The one-time token that makes the first administrator, for a day; the one before it no longer
   * counts.
   *
   * @return empty where there is an administrator
   */
  Optional<String> setupToken(Tokens tokens) {
    if (queries.hasAdministrator()) {
      return Optional.empty();
    }
    String token = tokens.make();
    queries.replaceSecret(SETUP, Tokens.hash(token), clock.instant());
    return Optional.of(token);
  }

  boolean setupIs(String token) {
    return queries.secretIs(SETUP, Tokens.hash(token), clock.instant().minus(SETUP_LIVES));
  }
}
