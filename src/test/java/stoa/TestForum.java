package stoa;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.config.SettingsLoader;
import stoa.base.db.Pool;
import stoa.base.runtime.Lifecycle;
import stoa.support.FaultProxy;
import stoa.support.TestDatabase;
import stoa.support.TestFolders;
import stoa.support.Visitor;

/** A whole forum on free ports, on a database of its own, with a clock that the test sets. */
public final class TestForum implements AutoCloseable {
  private final Lifecycle lifecycle = new Lifecycle();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final Path folder = TestFolders.make("stoa-forum");
  private final Pool.Address database;
  private final Forum forum;

  private final @Nullable FaultProxy proxy;

  private TestForum(Map<String, String> settings, boolean proxied) {
    this(settings, proxied, TestDatabase.fresh());
  }

  private TestForum(Map<String, String> settings, boolean proxied, Pool.Address address) {
    database = address;
    proxy = proxied ? new FaultProxy(port(database.url())) : null;
    var environment = new HashMap<String, String>();
    environment.put("STOA_HTTP_PORT", "0");
    environment.put("STOA_ADMIN_PORT", "0");
    environment.put("STOA_DATA_DIR", folder.toString());
    environment.put(
        "STOA_DATABASE_URL",
        proxy == null
            ? database.url()
            : database.url().replace(":" + port(database.url()), ":" + proxy.port()));
    environment.put("STOA_DATABASE_USER", database.user());
    environment.put("STOA_DATABASE_PASSWORD", database.password());
    environment.put("STOA_LIMITS_POST_PAUSE", "0s");
    environment.put("STOA_LIMITS_POSTS_PER_MINUTE", "10000");
    environment.put("STOA_LIMITS_LOGIN_PER_MINUTE", "10000");
    environment.put("STOA_LIMITS_REGISTER_PER_HOUR", "10000");
    environment.put("STOA_LIMITS_REGISTER_PER_DAY", "10000");
    environment.putAll(settings);
    var loaded = new SettingsLoader(Path.of("target"), environment).load(Optional.empty());
    InstantSource clock = now::get;
    try {
      forum = new Forum(loaded.settings(), lifecycle, clock);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestForum start() {
    return new TestForum(Map.of(), false);
  }

  /** With settings as the environment gives them: {@code STOA_LIMITS_POST_PAUSE}. */
  public static TestForum with(Map<String, String> settings) {
    return new TestForum(settings, false);
  }

  /** With a proxy before its database, for faults. */
  public static TestForum behindProxy(Map<String, String> settings) {
    return new TestForum(settings, true);
  }

  /** Another server on the same database. */
  public TestForum another(Map<String, String> settings) {
    return new TestForum(settings, false, database);
  }

  public FaultProxy proxy() {
    return java.util.Objects.requireNonNull(proxy);
  }

  private static int port(String url) {
    return Integer.parseInt(url.replaceAll(".*:([0-9]+)/.*", "$1"));
  }

  public String url() {
    return "http://127.0.0.1:" + forum.port();
  }

  /** The patterns of all pages that its router knows. */
  public List<String> pages() {
    return forum.pages();
  }

  public String adminUrl() {
    return "http://127.0.0.1:" + forum.adminPort();
  }

  /** Its data directory. */
  public Path folder() {
    return folder;
  }

  public Pool.Address database() {
    return database;
  }

  /** Somebody without a cookie. */
  public Visitor guest() {
    return new Visitor(url());
  }

  /** A new member, signed in. */
  public Visitor member(String name) {
    var visitor = guest();
    visitor
        .get("/register")
        .form("/register")
        .set("username", name)
        .set("email", name.hashCode() + "@example.org")
        .set("password", PASSWORD)
        .send()
        .expect(303);
    return visitor;
  }

  public static final String PASSWORD = "three quiet herons";

  /** The link that makes the first administrator. */
  public String setupLink() {
    return "/register?setup=" + forum.setupToken().orElseThrow();
  }

  /** The administrator, made by the set-up link. */
  public Visitor administrator() {
    var visitor = guest();
    visitor
        .get(setupLink())
        .form("/register")
        .set("username", "Solon")
        .set("email", "solon@example.org")
        .set("password", PASSWORD)
        .send()
        .expect(303);
    return visitor;
  }

  /** A category with one open board in it; answers the board's address. */
  public String board(Visitor administrator, String title) {
    administrator
        .get("/admin/boards")
        .form("/admin/boards")
        .set("title", "The Agora")
        .set("slug", "agora-" + title.hashCode())
        .set("parent", "")
        .send()
        .expect(303);
    var page = administrator.get("/admin/boards");
    String category = page.html().select("select#parent option").last().val();
    page.form("/admin/boards").set("title", title).set("parent", category).send().expect(303);
    return administrator.get("/").html().select(".board h3 a").last().attr("href");
  }

  /** What a statement that answers one number answers. */
  public long count(String sql) {
    try (var connection = TestDatabase.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes rows behind the forum's back, as a crash or an operator might. */
  public void execute(String sql) {
    try (var connection = TestDatabase.connect(database);
        var statement = connection.createStatement()) {
      int _ = statement.executeUpdate(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts a member into a group behind the forum's back; who has signed in before notices later. */
  public void put(String name, long group) {
    execute(
        "insert into group_member (account_id, group_id, since) select id, "
            + group
            + ", now() from account where name = '"
            + name
            + "'");
  }

  /** Does something while nobody can write to a table. */
  public void whileLocked(String table, Runnable work) {
    try (var connection = TestDatabase.connect(database);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      int _ = statement.executeUpdate("lock table " + table + " in exclusive mode");
      work.run();
      connection.rollback();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the job that runs once an hour. */
  public void digest() {
    forum.features().run("digests");
  }

  /** Runs the job that forgets old marks of reading. */
  public void forgetReading() {
    forum.features().run("old reading");
  }

  /** Runs the job that applies groups' rules. */
  public void applyGroupRules() {
    forum.features().run("group rules");
  }

  /** Runs the job that ends memberships whose time is over. */
  public void endMemberships() {
    forum.features().run("ended memberships");
  }

  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /** Runs the jobs that write what was counted and noted. */
  public void flush() {
    forum.features().flush();
  }

  /**
   * A counter's or gauge's value; for histograms name the {@code _count}.
   *
   * @param labels names and values in turn
   */
  public double metric(String name, String... labels) {
    var names = new ArrayList<String>();
    var values = new ArrayList<String>();
    for (int i = 0; i < labels.length; i += 2) {
      names.add(labels[i]);
      values.add(labels[i + 1]);
    }
    Double value =
        forum
            .registry()
            .getSampleValue(name, names.toArray(String[]::new), values.toArray(String[]::new));
    return value == null ? 0 : value;
  }

  @Override
  public void close() {
    lifecycle.stop(Deadline.in(Duration.ofSeconds(20)));
    if (proxy != null) {
      proxy.close();
    }
    try {
      TestFolders.delete(folder);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
