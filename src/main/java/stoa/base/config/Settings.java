package stoa.base.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * All that an operator can set, as one immutable tree. A key is one line of {@link #read}: its
 * name, its default, what is allowed and the sentence that {@code config/stoa.properties} shows.
 */
public record Settings(
    Data data,
    Http http,
    Admin admin,
    Site site,
    Database database,
    Spool spool,
    Redis redis,
    Nats nats,
    Events events,
    Search search,
    Mail mail,
    Breaker breaker,
    Session session,
    Limits limits,
    Text text,
    Unread unread) {

  public record Data(Path dir) {}

  public record Http(
      String host,
      int port,
      List<Network> trustedProxies,
      int requestsMax,
      int connectionsMax,
      int connectionsPerAddress,
      long bodyMax,
      long pages,
      Duration stopTimeout,
      boolean hstsSubdomains) {
    public Http {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  public record Admin(String host, int port) {}

  public record Site(URI url, String title, Locale language) {
    /** Whether browsers reach the site over TLS, so that cookies may be kept to it. */
    public boolean secure() {
      return "https".equals(url.getScheme());
    }
  }

  public record Database(String url, String user, Secret password, int poolSize) {
    /** Whether the forum runs its own PostgreSQL under {@code data.dir}. */
    public boolean embedded() {
      return url.isEmpty();
    }

    boolean credentials() {
      return !user.isEmpty() || !password.value().isEmpty();
    }
  }

  public record Spool(int records, long size) {}

  public record Redis(Server server, int poolSize) {}

  public record Nats(Server server, String stream) {}

  /** How many tasks of one effect may run at a time, and how many may wait for that. */
  public record Workers(int threads, int queue) {}

  public record Events(Duration retryAfter, Workers notifications, Workers words, Workers search) {}

  public record Mail(Server server, String from, Duration delay) {}

  /**
   * @param index its name in OpenSearch
   */
  public record Search(Server server, String index) {}

  public record Breaker(Duration open) {}

  public record Session(Duration idle, Duration max) {}

  public record Limits(
      int loginPerMinute,
      int loginFailures,
      int accountFailures,
      int registerPerHour,
      int registerPerDay,
      Duration betweenPosts,
      int postsPerMinute,
      int searchesPerMinute,
      List<Network> exempt) {
    public Limits {
      exempt = List.copyOf(exempt);
    }
  }

  public record Text(int titleMax, int postMax) {}

  /**
   * @param horizon what is older counts as read
   */
  public record Unread(Duration horizon) {}

  /** The defaults, for tests and for what needs no file. */
  public static Settings defaults() {
    return read(new Values(List.of()));
  }

  /** The same with another edge, for tests of it. */
  public Settings with(Http http, Site site) {
    return new Settings(
        data, http, admin, site, database, spool, redis, nats, events, search, mail, breaker,
        session, limits, text, unread);
  }

  // A table, a key a line, which the formatter would cut into six. Where the numbers come from is
  // in
  // docs/rationale.md.
  // spotless:off
  static Settings read(Values from) {
    var settings = new Settings(
        new Data(
            from.path("data.dir", "data", "The folder of everything that must be kept: the embedded database and its log. Relative to the working directory.")),
        new Http(
            from.host("http.host", "127.0.0.1", "The address that the forum listens on. Keep it behind Caddy or nginx, which bring TLS."),
            from.whole("http.port", 8080, 0, 65_535, "The forum's port; 0 takes any free one."),
            from.networks("http.trusted.proxies", "", "Proxies whose X-Forwarded-For is believed, as addresses or networks, such as 127.0.0.1, 10.0.0.0/8. Empty: nobody's."),
            from.whole("http.requests.max", 16, 1, 10_000, "Requests that are worked on at one time; more wait for half a second and are then told to come back. Eight for each core is plenty; more makes all of them slower."),
            from.whole("http.connections.max", 12_000, 10, 1_000_000, "Open connections in all."),
            from.whole("http.connections.per.address", 100, 1, 1_000_000, "Open connections from one address; trusted proxies are exempt."),
            from.size("http.body.max", "512KB", "1KB", "64MB", "The largest form that is accepted. A character of a post may take twelve bytes of it: leave room for text.post.max."),
            from.size("http.pages.cache", "32MB", "1MB", "4GB", "Memory for pages as guests see them."),
            from.duration("http.stop.timeout", "20s", "1s", "10m", "How long requests in flight may still take when the server is told to stop."),
            from.choice("http.hsts.subdomains", "no", List.of("no", "yes"), "Whether browsers are told to use https for all names below the forum's too, for a year. Only where all of them have it.").equals("yes")),
        new Admin(
            from.host("admin.host", "127.0.0.1", "The address of metrics and health. They have no password: leave it on this machine."),
            from.whole("admin.port", 9090, 0, 65_535, "The port of metrics and health; 0 takes any free one.")),
        new Site(
            from.origin("site.url", "http://localhost:8080", "Where visitors reach the forum, such as https://forum.example.org. With https, cookies are kept to https."),
            from.line("site.title", "Stoa", 1, 100, "The forum's name, on every page."),
            Locale.forLanguageTag(from.choice("site.language", "en", List.of("en", "zh-CN"), "The language of visitors who ask for none that the forum speaks."))),
        new Database(
            from.jdbc("database.url", "", "Your own PostgreSQL 18, such as jdbc:postgresql://localhost/stoa. Empty: the forum runs its own under data.dir."),
            from.line("database.user", "", 0, 100, "The role to sign in to database.url as."),
            from.secret("database.password", "Its password; better given as STOA_DATABASE_PASSWORD than in a file."),
            from.whole("database.pool.size", 10, 1, 50, "Connections to the database for requests. Twice the database's cores and one is plenty; more makes it slower.")),
        new Spool(
            from.whole("spool.records.max", 10_000, 1, 1_000_000, "Texts that are kept under data.dir/spool while the database is away; more are refused, with the text on the page."),
            from.size("spool.size.max", "256MB", "1MB", "1GB", "The most that they may take on the disk.")),
        new Redis(
            from.server("redis.url", "", List.of("redis", "rediss"), "A Redis, such as redis://:password@localhost:6379, that several servers share for sessions, limits and hot lists. Empty: each keeps its own in memory."),
            from.whole("redis.pool.size", 16, 1, 64, "Connections to Redis.")),
        new Nats(
            from.server("nats.url", "", List.of("nats", "tls"), "A NATS server with JetStream, such as nats://localhost:4222, for events between several servers. Empty: events stay in this one."),
            from.word("nats.stream", "stoa", "The stream's name and the first word of its subjects; two forums on one NATS need two.")),
        new Events(
            from.duration("events.retry.after", "1s", "10ms", "1m", "The pause before an effect that failed is tried again; later ones are 5, 30 and 120 times as long, then it is parked at /admin/events."),
            new Workers(
                from.whole("workers.notifications.threads", 2, 1, 32, "Notifications that are worked out at one time."),
                from.whole("workers.notifications.queue", 256, 1, 10_000, "Events that may wait for that in memory; the others wait in the database.")),
            new Workers(
                from.whole("workers.words.threads", 1, 1, 4, "Re-scans of recent posts that run at one time after watched words have changed."),
                from.whole("workers.words.queue", 16, 1, 1_000, "Such events that may wait in memory.")),
            new Workers(
                from.whole("workers.search.threads", 2, 1, 32, "With search.url: changes that are brought to the index at one time."),
                from.whole("workers.search.queue", 256, 1, 10_000, "Such changes that may wait in memory."))),
        new Search(
            from.server("search.url", "", List.of("http", "https"), "OpenSearch 3, such as https://user:password@search.example.org:9200, for several servers that share an index; better given as STOA_SEARCH_URL. Empty: each server has its own under data.dir/index."),
            from.word("search.index", "stoa", "The index's name; two forums on one OpenSearch need two.")),
        new Mail(
            from.server("mail.url", "", List.of("smtp", "smtps"), "The mail server, such as smtp://user:password@mail.example.org:587; better given as STOA_MAIL_URL. Empty: what would be sent is named in the log."),
            from.line("mail.from", "", 0, 254, "The sender's address. Empty: forum@ and the host of site.url."),
            from.duration("mail.delay", "2m", "0s", "1d", "How long a mail waits for its reader to see the notification on the site instead.")),
        new Breaker(
            from.duration("breaker.open", "30s", "100ms", "10m", "How long a dependency is left alone after more than five failures in a row.")),
        new Session(
            from.days("session.idle.days", 14, 1, 365, "A member who stays away for so long has to sign in again."),
            from.days("session.max.days", 90, 1, 3_650, "A member has to sign in again after so long in any case.")),
        new Limits(
            from.whole("limits.login.per.minute", 20, 1, 100_000, "Tries to sign in from one address in a minute."),
            from.whole("limits.login.failures", 5, 1, 1_000, "Wrong passwords for one account from one address in 15 minutes, and of one member for groups; an IPv6 address counts as its /64 network here and everywhere."),
            from.whole("limits.account.failures", 100, 1, 100_000, "Wrong passwords for one account from all addresses in a day, and for groups from one address; a browser that its member has used before is not counted."),
            from.whole("limits.register.per.hour", 3, 1, 100_000, "New accounts from one address in an hour."),
            from.whole("limits.register.per.day", 10, 1, 100_000, "New accounts from one address in a day."),
            from.duration("limits.post.pause", "15s", "0s", "1h", "The time between two posts of a member."),
            from.whole("limits.posts.per.minute", 20, 1, 10_000, "Topics, replies and edits that one member may send in a minute."),
            from.whole("limits.searches.per.minute", 30, 1, 100_000, "Searches of one member, or of one address, in a minute."),
            from.networks("limits.exempt.networks", "", "Networks behind which many people share an address, such as a school: limits for each address do not hold for them. Empty: none.")),
        new Text(
            from.whole("text.title.max", 200, 20, 1_000, "Characters in a title."),
            from.whole("text.post.max", 32_000, 500, 128_000, "Characters in a post; the time to render a hostile one grows with the square.")),
        new Unread(
            from.days("unread.days", 30, 1, 365, "Posts older than this count as read by everybody.")));
    // spotless:on
    from.require(
        !settings.database().embedded() || !settings.database().credentials(),
        "database.url",
        "an address, because database.user or database.password is set");
    from.require(
        settings.session().idle().compareTo(settings.session().max()) <= 0,
        "session.idle.days",
        "not above session.max.days");
    from.require(
        settings.admin().port() == 0 || settings.admin().port() != settings.http().port(),
        "admin.port",
        "another port than http.port: metrics are never served beside the forum");
    return settings;
  }
}
