package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stoa.support.TestFolders;
import stoa.support.Visitor;

/** The server as an operator runs it, in a process of its own with its own PostgreSQL. */
final class ServedForum implements AutoCloseable {
  private static final Pattern OPEN = Pattern.compile("is open at (http://\\S+)");
  private static final Pattern METRICS = Pattern.compile("(http://\\S+)/metrics");
  private static final Pattern SETUP = Pattern.compile("(/register\\?setup=\\S+)");

  private final Map<String, String> settings;
  private final Path folder = makeFolder();
  private Process process;
  private String url = "";
  private String admin = "";
  private String setup = "";

  ServedForum(Map<String, String> settings) throws Exception {
    this(settings, false);
  }

  private ServedForum(Map<String, String> settings, boolean administrated) throws Exception {
    this.settings = Map.copyOf(settings);
    if (administrated) {
      administrated();
    }
    this.process = begin();
  }

  /** One of several on a database that has an administrator. */
  static ServedForum node(Map<String, String> settings) throws Exception {
    return new ServedForum(settings, true);
  }

  private static Path makeFolder() {
    try {
      Path made = Files.createTempDirectory("stoa-served");
      return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process begin() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "stoa.Main", "serve")
            .redirectErrorStream(true);
    builder.environment().put("STOA_DATA_DIR", folder.toString());
    builder.environment().put("STOA_HTTP_PORT", "0");
    builder.environment().put("STOA_ADMIN_PORT", "0");
    builder.environment().put("STOA_LIMITS_POST_PAUSE", "0s");
    builder.environment().put("STOA_LIMITS_POSTS_PER_MINUTE", "10000");
    builder.environment().put("STOA_LIMITS_SEARCHES_PER_MINUTE", "10000");
    builder.environment().put("STOA_LIMITS_REGISTER_PER_HOUR", "10000");
    builder.environment().putAll(settings);
    Process started = builder.start();
    readUntilOpen(started);
    // Nobody reads on: a log that is full would stop the server.
    Thread.ofVirtual().start(() -> readOn(started));
    return started;
  }

  private static void readOn(Process started) {
    try {
      long _ = started.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It is over: who ended it has closed its streams.
    }
  }

  /** As an operator does, and a service manager: it ends by itself, in order. */
  void stopServer() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
  }

  private void readUntilOpen(Process started) throws IOException {
    var lines = started.inputReader();
    var said = new StringBuilder();
    boolean administrated = Files.exists(folder.resolve("has-admin"));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher open = OPEN.matcher(line);
      if (open.find()) {
        url = open.group(1);
      }
      Matcher link = SETUP.matcher(line);
      if (link.find()) {
        setup = link.group(1);
        return;
      }
      Matcher listens = METRICS.matcher(line);
      if (listens.find()) {
        admin = listens.group(1);
        if (administrated) {
          return;
        }
      }
    }
    throw new IllegalStateException("the server did not start:\n" + said);
  }

  String url() {
    return url;
  }

  String setup() {
    return setup;
  }

  /** From now on no set-up link is expected when it starts. */
  void administrated() throws IOException {
    Files.createFile(folder.resolve("has-admin"));
  }

  /** A figure of /metrics that has no labels. */
  double metric(String name) {
    String all = new Visitor(admin).get("/metrics").expect(200).body();
    return all.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  void killServer() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  void startServer() throws Exception {
    process = begin();
  }

  void killPostgres() throws IOException {
    long pid = Long.parseLong(pidFile().getFirst().strip());
    boolean _ = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private java.util.List<String> pidFile() throws IOException {
    return Files.readAllLines(folder.resolve("pgdata/postmaster.pid"));
  }

  /** What a statement that answers one number answers. */
  long count(String sql) {
    try {
      String password = Files.readString(folder.resolve("database.password")).strip();
      String address = "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/postgres";
      try (var connection = DriverManager.getConnection(address, "stoa", password);
          var statement = connection.createStatement();
          var row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    } catch (IOException | SQLException e) {
      return -1; // it is away; who waits asks again
    }
  }

  @Override
  public void close() throws Exception {
    stopServer();
    TestFolders.delete(folder);
  }
}
