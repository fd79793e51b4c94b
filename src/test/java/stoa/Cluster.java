package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Pool;
import stoa.support.OpenSearchProcess;
import stoa.support.ServerProcess;
import stoa.support.TestDatabase;
import stoa.support.Visitor;

/**
 * Several servers in processes of their own on one PostgreSQL, Redis and NATS, behind nginx with
 * the configuration that is shipped. Three share an OpenSearch, where run.sh has fetched it; two
 * have an index each.
 */
final class Cluster implements AutoCloseable {
  private static final Path SITE = Path.of("config/nginx.conf.example");

  private final ServerProcess redis = ServerProcess.redis();
  private final ServerProcess nats = ServerProcess.nats();
  private final @Nullable OpenSearchProcess search;
  private final Pool.Address database;
  private final String board;
  private final List<ServedForum> nodes;
  private final ServerProcess proxy;

  Cluster(int count) throws Exception {
    String fetched = System.getProperty("opensearch.classpath");
    search = count > 2 && fetched != null ? new OpenSearchProcess(Path.of(fetched)) : null;
    // The first administrator and a board are made here, where that takes no link out of a log.
    try (var before = TestForum.start()) {
      database = before.database();
      board = before.board(before.administrator(), "Agora");
    }
    nodes = allAtOnce(count);
    proxy = proxy();
    assertThat(nodes).hasSize(count);
  }

  private List<ServedForum> allAtOnce(int count) throws Exception {
    var starting = new ArrayList<FutureTask<ServedForum>>();
    for (int i = 0; i < count; i++) {
      var start = new FutureTask<>((Callable<ServedForum>) () -> ServedForum.node(settings()));
      starting.add(start);
      var _ = Thread.ofVirtual().start(start);
    }
    var started = new ArrayList<ServedForum>();
    for (var start : starting) {
      started.add(start.get());
    }
    return List.copyOf(started);
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("STOA_HTTP_PORT", "" + ServerProcess.freePort());
    settings.put("STOA_HTTP_TRUSTED_PROXIES", "127.0.0.1");
    settings.put("STOA_DATABASE_URL", database.url());
    settings.put("STOA_DATABASE_USER", database.user());
    settings.put("STOA_DATABASE_PASSWORD", database.password());
    settings.put("STOA_REDIS_URL", "redis://127.0.0.1:" + redis.port());
    settings.put("STOA_NATS_URL", "nats://127.0.0.1:" + nats.port());
    if (search != null) {
      settings.put("STOA_SEARCH_URL", search.url());
    }
    settings.put("STOA_BREAKER_OPEN", "1s");
    settings.put("STOA_LIMITS_REGISTER_PER_DAY", "10000");
    settings.put("STOA_LIMITS_LOGIN_PER_MINUTE", "10000");
    // They live for seconds: what the second compiler gains later it would cost now.
    settings.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx300m");
    return settings;
  }

  private ServerProcess proxy() throws IOException {
    int port = ServerProcess.freePort();
    return ServerProcess.nginx(port, site(Files.readString(SITE), port));
  }

  /** The shipped file with these addresses, and without the certificate that nobody has here. */
  private String site(String shipped, int port) {
    assertThat(shipped).contains("listen 443 ssl http2;", "server 127.0.0.1:8080 ");
    return shipped
        .lines()
        .filter(line -> !line.strip().startsWith("ssl_certificate"))
        .map(line -> line.replace("listen 443 ssl http2;", "listen 127.0.0.1:" + port + ";"))
        .flatMap(line ->
            line.contains("server 127.0.0.1:8080")
                ? addresses().stream().map(address -> line.replace("127.0.0.1:8080", address))
                : Stream.of(line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<String> addresses() {
    return nodes.stream().map(Cluster::address).toList();
  }

  static String address(ServedForum node) {
    return node.url().substring("http://".length());
  }

  List<ServedForum> nodes() {
    return nodes;
  }

  String board() {
    return board;
  }

  /** Somebody who comes through the proxy. */
  Visitor guest() {
    return new Visitor(url());
  }

  /** The same browser at one of the servers. */
  static Visitor at(ServedForum node, Visitor visitor) {
    var there = new Visitor(node.url());
    there.cookies().putAll(visitor.cookies());
    return there;
  }

  /** A new member who came through the proxy. */
  Visitor member(String name) {
    var visitor = guest();
    visitor
        .get("/register")
        .form("/register")
        .set("username", name)
        .set("email", name + "@example.org")
        .set("password", TestForum.PASSWORD)
        .send()
        .expect(303);
    return visitor;
  }

  /** Opens a topic; answers its address. */
  String topic(Visitor author, String title) {
    String form = board + "/new";
    return author
        .get(form)
        .form(form)
        .set("title", title)
        .set("body", "text")
        .send()
        .expect(303)
        .location();
  }

  String url() {
    return "http://127.0.0.1:" + proxy.port();
  }

  /**
   * What the proxy has asked, a line each: the servers that were tried, the status, the request.
   */
  List<String> asked() {
    try {
      return Files.readAllLines(proxy.folder().resolve("requests.log"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The texts of a topic's replies, as the database has them. */
  List<String> replies(String topic) {
    try (var connection = TestDatabase.connect(database);
        var statement =
            connection.prepareStatement(
                "select source from post where topic_id = ? and position > 1 order by position")) {
      statement.setLong(1, Long.parseLong(topic.split("/", -1)[2].replaceAll("-.*", "")));
      var texts = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    for (var node : nodes) {
      node.close();
    }
    nats.close();
    redis.close();
    if (search != null) {
      search.close();
    }
  }
}
