package stoa.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import stoa.access.AccessLog;
import stoa.access.Act;
import stoa.access.Deciders;
import stoa.access.Memberships;
import stoa.base.Tokens;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Members;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;

/** Accounts, sessions, profiles, settings. */
public final class AccountFeature implements Feature {
  private static final String CSRF_KEY = "csrf";
  private static final Duration UNREAD_LIVES = Duration.ofSeconds(30);

  /** A change ends a copy at once; this is for when none is received. */
  private static final Duration GROUPS_LIVE = Duration.ofMinutes(1);

  private static final int MOST_MEMBERS = 20_000;

  /** Two at a time, so that a flood of sign-ins cannot take the machine. */
  private static final int HASHING = 2;

  private static final int WAITING = 32;

  private final Services services;
  private final AccountQueries queries;
  private final SessionQueries sessionQueries;
  private final ProfileQueries profiles;
  private final SessionUse seen;
  private final Sessions sessions;
  private final Passwords passwords;
  private final Accounts accounts;
  private final Memberships memberships;
  private final Tokens tokens;
  private final InstantSource clock;

  public AccountFeature(Services services) {
    this.services = services;
    var caches = services.caches();
    var settings = services.settings().session();
    var copies = new SessionCopies(caches);
    var db = services.db();
    this.tokens = services.tokens();
    this.clock = services.clock();
    var access = services.access();
    this.memberships = new Memberships(access, new AccessLog(clock), clock);
    this.queries = new AccountQueries(db, memberships);
    this.sessionQueries = new SessionQueries(db, copies, access.readers());
    this.profiles = new ProfileQueries(db, services.access());
    this.seen = new SessionUse(sessionQueries, services.writeBehinds());
    this.sessions =
        new Sessions(
            sessionQueries,
            copies,
            seen,
            access,
            caches.tagged("member_groups", GROUPS_LIVE, MOST_MEMBERS, (_, _) -> 1),
            caches.tagged("unread", UNREAD_LIVES, MOST_MEMBERS, (_, _) -> 1),
            tokens,
            clock,
            settings.idle(),
            settings.max());
    // A small pool of its own for the slow hashes.
    var hashing = services.tasks().workers("passwords", HASHING, WAITING);
    this.passwords = new Passwords(hashing);
    this.accounts =
        new Accounts(
            db,
            queries,
            sessionQueries,
            memberships,
            new Deciders(db, services.access(), clock),
            passwords,
            clock);
  }

  public Members members() {
    return sessions;
  }

  /** Hashes, and what compares with them: in one small pool for all that have a password. */
  public Passwords passwords() {
    return passwords;
  }

  /** How many members there are; a kept number. */
  public long memberCount() {
    return queries.members();
  }

  /** The key of the form tokens, the same on every node. */
  public byte[] csrfKey() {
    return queries.secret(CSRF_KEY, tokens.key(), clock.instant());
  }

  /** The key of the way out of mails, the same on every node. */
  public byte[] mailKey() {
    return queries.secret("mail", tokens.key(), clock.instant());
  }

  /** What the one-time link needs that makes the first administrator; empty where there is one. */
  public Optional<String> setupToken() {
    return accounts.setupToken(tokens);
  }

  /** Writes down which sessions are used. */
  @Override
  public void flush() {
    seen.flush();
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        Job.every(Duration.ofSeconds(10), "used sessions", seen::flush),
        Job.hourly("expired sessions", () -> sessionQueries.forgetExpired(clock.instant())));
  }

  /** Signs a member out everywhere. */
  public void endSessions(long account) {
    services.db().change(tx -> sessionQueries.endAll(tx, account));
  }

  /** For the command line. */
  public OperatorAccounts operator() {
    return new OperatorAccounts(
        services.db(), services.access(), queries, sessionQueries, memberships, passwords, clock);
  }

  @Override
  public void routes(Routes routes) {
    var rates = services.rates();
    var doors = new Doors(rates, Limits.of(rates, services.settings().limits()));
    byte[] marks = queries.secret("browsers", tokens.key(), clock.instant());
    var guesses = new Guesses(accounts, doors);
    var browsers = new KnownBrowsers(marks);
    var signIn = new SignInPages(guesses, sessions, browsers, doors);
    routes.page("/login", signIn::form);
    routes.form("/login", signIn::signIn).answersExpired();
    routes.form("/logout", signIn::signOut);

    var register = new RegisterPages(accounts, signIn, guesses, browsers, doors);
    routes.page("/register", register::form);
    routes.form("/register", register::register).answersExpired();

    var settings =
        new SettingsPages(services, queries, sessionQueries, accounts, guesses, browsers, doors);
    routes.page("/settings", settings::show);
    routes.form("/settings", settings::save).rescues("about");
    routes.form("/settings/password", settings::changePassword);
    routes.form("/settings/sessions/end", settings::endOtherSessions);

    var profile = new ProfilePages(profiles, services.access());
    routes.page("/u/{name}", profile::show).cached().variants(profile::variant);

    var removal = new RemovalPages(profiles, services.access(), accounts);
    var manager = Right.to(Act.MANAGE_MEMBERS);
    routes.page("/admin/members/{id}/remove", manager, removal::ask);
    routes.form("/admin/members/{id}/remove", manager, removal::remove);
  }
}
