package stoa.account;

import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.base.Role;
import stoa.base.StartFault;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.life.WorkerPool;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Members;
import stoa.base.web.PageCopies;
import stoa.base.web.Rescue;
import stoa.base.web.Site;
import stoa.base.web.Tokens;
import stoa.markup.Renderer;

/** Accounts, sessions, profiles, settings. */
public final class AccountFeature {
  private static final String CSRF_KEY = "csrf";
  private static final Duration COPIES_LIVE = Duration.ofMinutes(1);
  private static final Duration UNREAD_LIVES = Duration.ofSeconds(30);
  private static final int MOST_COPIES = 20_000;

  private final AccountQueries queries;
  private final SessionQueries sessionQueries;
  private final ProfileQueries profiles;
  private final SeenSessions seen;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Db db;
  private final Tokens tokens;
  private final InstantSource clock;

  /**
   * @param hashing a small pool of its own for the slow hashes
   */
  public AccountFeature(
      Db db,
      Access access,
      WorkerPool hashing,
      Caches caches,
      Tokens tokens,
      InstantSource clock,
      Settings.Session settings,
      CollectorRegistry registry) {
    var copies =
        new SessionCopies(caches.cache("sessions", COPIES_LIVE, MOST_COPIES, new SessionText()));
    this.db = db;
    this.tokens = tokens;
    this.clock = clock;
    this.queries = new AccountQueries(db);
    this.sessionQueries = new SessionQueries(db, copies);
    this.profiles = new ProfileQueries(db, access);
    this.seen = new SeenSessions(sessionQueries, registry);
    this.sessions =
        new Sessions(
            sessionQueries,
            copies,
            seen,
            unread(caches),
            tokens,
            clock,
            settings.idle(),
            settings.max());
    this.accounts = new Accounts(db, queries, sessionQueries, new Passwords(hashing), clock);
  }

  private static TaggedCache<Integer> unread(Caches caches) {
    return caches.tagged("unread", UNREAD_LIVES, MOST_COPIES, (_, _) -> 1);
  }

  public Members members() {
    return sessions;
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

  /** Writes down which sessions are used; for a periodic job, and once more at the end. */
  public void flushSeen() {
    seen.flush();
  }

  /** Forgets sessions that have expired; for a periodic job. */
  public void forgetExpired() {
    sessionQueries.forgetExpired(clock.instant());
  }

  /**
   * Makes an account, as the operator asked for it.
   *
   * @param password null: the member cannot sign in with one
   * @throws StartFault naming every wrong field
   */
  public void add(String name, String email, @Nullable String password, Role role) {
    if (accounts.add(name, email, password, role) instanceof Accounts.Registered.Wrong wrong) {
      List<String> words =
          wrong.faults().stream()
              .map(fault -> fault.field() + " (" + fault.why().key() + ")")
              .toList();
      throw new StartFault("no account was made; wrong: " + String.join(", ", words));
    }
  }

  public void routes(
      JavalinDefaultRoutingApi routes,
      Site site,
      PageCopies copies,
      Renderer renderer,
      Doors doors) {
    byte[] marks = queries.secret("browsers", tokens.key(), clock.instant());
    var guesses = new Guesses(accounts, doors);
    var browsers = new KnownBrowsers(doors.cookies(), doors.addresses(), marks);
    var signIn = new SignInPages(site, guesses, sessions, browsers, doors);
    routes.get("/login", signIn::form);
    routes.post("/login", signIn::signIn);
    routes.post("/logout", signIn::signOut);

    var register = new RegisterPages(site, accounts, signIn, guesses, browsers, doors);
    routes.get("/register", register::form);
    routes.post("/register", register::register);

    var settings =
        new SettingsPages(
            site, db, queries, sessionQueries, accounts, renderer, guesses, browsers, doors, clock);
    routes.get("/settings", settings::show);
    routes.post("/settings", settings::save, Rescue.of("about"));
    routes.post("/settings/password", settings::changePassword);
    routes.post("/settings/sessions/end", settings::endOtherSessions);

    var profile = new ProfilePages(site, profiles, accounts);
    routes.get("/u/{name}", copies.keep(profile::show, profile::tie));
    routes.post("/admin/members/{id}/remove", profile::remove);
  }
}
