import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Starts the packaged jar on a made-up forum, drives it with wrk and prints a table; in the same
 * run, the same bytes from a bare Jetty handler. Begun by bench/run.sh.
 *
 * <p>Arguments: the jar, the number of posts, seconds for each row.
 */
final class Bench {
  private static final int CLIENTS = 32;
  private static final int MEMBERS = 20;
  private static final String PASSWORD = "three quiet herons";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final String jar;
  private final int seconds;
  private final List<String> sessions = new ArrayList<>();
  private Process server;
  private String site;
  private String admin;
  private String setup = "";

  private Bench(String jar, int posts, int seconds) {
    this.jar = jar;
    this.seconds = seconds;
    this.folder = Path.of("target", "bench", "posts-" + posts).toAbsolutePath();
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int posts = Integer.parseInt(arguments[1]);
    var bench = new Bench(arguments[0], posts, Integer.parseInt(arguments[2]));
    try {
      bench.run(posts);
    } finally {
      bench.stop();
    }
  }

  private void run(int posts) throws Exception {
    boolean fresh = !Files.exists(folder.resolve("loaded"));
    start();
    if (fresh) {
      prepare(posts);
    }
    signIn();
    String topic = path("select '/t/' || id || '/' || slug from topic order by post_count desc limit 1");
    String small = path("select '/t/' || id || '/' || slug from topic where post_count between 19 and 22 order by id limit 1");
    int last = Integer.parseInt(path("select (post_count + 19) / 20 from topic order by post_count desc limit 1"));
    var pages = new LinkedHashMap<String, String>();
    pages.put("index", "/");
    pages.put("board", "/b/board-3");
    pages.put("topic, 20 posts", small);
    pages.put("topic, first page of " + last, topic);
    pages.put("topic, middle page", topic + "?page=" + last / 2);
    pages.put("topic, last page", topic + "?page=" + last);
    pages.put("latest", "/latest");
    pages.put("profile", "/u/Member7");
    System.out.printf(
        "%n%d posts, %d clients, %d s a row; as guest, then as member%n%n", posts, CLIENTS, seconds);
    System.out.println(
        "| page | KB | requests/s | of bare Jetty | p50 ms | p99 ms | p99.9 ms | KB allocated | statements | CPU s: JVM, PostgreSQL |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (String cookie : List.of("", "sid=" + sessions.getFirst())) {
      for (var page : pages.entrySet()) {
        row((cookie.isEmpty() ? "guest: " : "member: ") + page.getKey(), page.getValue(), cookie);
      }
    }
    search();
    reply(small);
    System.out.printf("%nRSS of the JVM %d MB%n", memory() / 1024);
    System.out.printf(
        "GC: %.0f pauses, %.3f s in all%n",
        figure("jvm_gc_collection_seconds_count"), figure("jvm_gc_collection_seconds_sum"));
    restart();
  }

  private void row(String name, String page, String cookie) throws Exception {
    var answer = get(page, cookie);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(page + " answered " + answer.statusCode());
    }
    int size = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    wrk(site + page, cookie, 2, ""); // warm
    var before = costs();
    var ours = wrk(site + page, cookie, seconds, "");
    var cost = costs().minus(before, ours.requests());
    double bare = bare(size);
    System.out.printf(
        "| %s | %.1f | %.0f | %.2f | %.1f | %.1f | %.1f | %.0f | %.2f | %.1f, %.1f |%n",
        name, size / 1024.0, ours.rate(), ours.rate() / bare, ours.p50(), ours.p99(), ours.p999(),
        cost.allocated() / 1024, cost.statements(), cost.jvm(), cost.postgres());
  }

  /** Answers a second of a Jetty handler that sends so many bytes and does nothing else. */
  private double bare(int size) throws Exception {
    var process =
        new ProcessBuilder(java(), "-cp", jar, "bench/BareJetty.java", "" + size)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String url = process.inputReader().readLine();
      wrk(url, "", 2, "");
      return wrk(url, "", seconds, "").rate();
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private void search() throws Exception {
    String script = script("search.lua", """
        local words = {"moon", "harbour", "论坛", "数据库", "winter", "light", "stone"}
        local n = 0
        request = function()
          n = n + 1
          return wrk.format("GET", "/search?q=" .. words[n % #words + 1] .. "+w" .. n % 500, nil, nil)
        end
        """);
    var found = wrk(site + "/", "sid=" + sessions.getFirst(), seconds, script);
    System.out.printf(
        "| member: search | | %.0f | | %.1f | %.1f | %.1f | | | |%n",
        found.rate(), found.p50(), found.p99(), found.p999());
  }

  private void reply(String topic) throws Exception {
    String csrf = form(topic, "sid=" + sessions.getFirst());
    var lines = new StringBuilder("local who = {}\n");
    for (String session : sessions) {
      lines.append("table.insert(who, {\"sid=").append(session).append("\", \"")
          .append(form(topic, "sid=" + session)).append("\"})\n");
    }
    String action = topic.substring(0, topic.indexOf('/', 3)) + "/reply";
    String script = script("reply.lua", lines + """
        local n = 0
        local start = os.time()
        request = function()
          n = n + 1
          local me = who[n %% #who + 1]
          return wrk.format("POST", "%s", {["Cookie"] = me[1],
            ["Content-Type"] = "application/x-www-form-urlencoded"},
            "_csrf=" .. me[2] .. "&_once=b" .. start .. "-" .. n .. "&parent=&body=A+reply+of+some+words+" .. n)
        end
        """.formatted(action));
    if (csrf.isEmpty()) {
      throw new IllegalStateException("no form for a reply");
    }
    var before = costs();
    var made = wrk(site + "/", "", seconds, script, 4);
    var cost = costs().minus(before, made.requests());
    System.out.printf(
        "| member: reply, 4 clients | | %.0f | | %.1f | %.1f | %.1f | %.0f | %.2f | %.1f, %.1f |%n",
        made.rate(), made.p50(), made.p99(), made.p999(), cost.allocated() / 1024,
        cost.statements(), cost.jvm(), cost.postgres());
  }

  private record Measured(double requests, double rate, double p50, double p99, double p999) {}

  private Measured wrk(String url, String cookie, int time, String script) throws Exception {
    return wrk(url, cookie, time, script, CLIENTS);
  }

  private Measured wrk(String url, String cookie, int time, String script, int clients)
      throws Exception {
    String report = "done = function(summary, latency) io.write(string.format(\"RESULT %d %d %d %d %d %d\\n\", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency:percentile(99.9), summary.errors.status)) end\n";
    String file = script("run.lua", (script.isEmpty() ? "" : Files.readString(Path.of(script))) + report);
    var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + clients, "-d" + time + "s", "-s", file));
    if (!cookie.isEmpty()) {
      command.addAll(List.of("-H", "Cookie: " + cookie));
    }
    command.add(url);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    var result = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)").matcher(said);
    if (!result.find()) {
      throw new IllegalStateException("wrk said:\n" + said);
    }
    double requests = Double.parseDouble(result.group(1));
    if (Double.parseDouble(result.group(6)) > requests / 100) {
      System.out.println("  " + result.group(6) + " of them refused: " + url);
    }
    return new Measured(
        requests,
        requests * 1e6 / Double.parseDouble(result.group(2)),
        Double.parseDouble(result.group(3)) / 1e3,
        Double.parseDouble(result.group(4)) / 1e3,
        Double.parseDouble(result.group(5)) / 1e3);
  }

  private String script(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private record Costs(double allocated, double statements, double jvm, double postgres) {
    Costs minus(Costs before, double requests) {
      return new Costs(
          (allocated - before.allocated) / requests,
          (statements - before.statements) / requests,
          jvm - before.jvm,
          postgres - before.postgres);
    }
  }

  private Costs costs() throws Exception {
    double postgres =
        server.descendants().mapToDouble(process -> processor(process.pid())).sum();
    return new Costs(
        figure("jvm_memory_pool_allocated_bytes_total"),
        figure("forum_db_statement_duration_seconds_count"),
        processor(server.pid()),
        postgres);
  }

  /** Seconds of processor time, with those of children that have ended. */
  private static double processor(long pid) {
    try {
      String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceFirst("^.*\\) ", "").split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    } catch (IOException e) {
      return 0;
    }
  }

  private long memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  /** The sum over all labels. */
  private double figure(String name) throws Exception {
    return text(admin + "/metrics").lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void start() throws Exception {
    Files.createDirectories(folder);
    var builder = new ProcessBuilder(java(), "-jar", jar, "serve").redirectErrorStream(true);
    builder.environment().putAll(Map.of(
        "STOA_DATA_DIR", folder.toString(),
        "STOA_HTTP_PORT", "0",
        "STOA_ADMIN_PORT", "0",
        "STOA_LIMITS_POST_PAUSE", "0s",
        "STOA_LIMITS_POSTS_PER_MINUTE", "10000",
        "STOA_LIMITS_REGISTER_PER_HOUR", "100000",
        "STOA_LIMITS_REGISTER_PER_DAY", "100000",
        "STOA_LIMITS_SEARCHES_PER_MINUTE", "100000"));
    builder.environment().put("STOA_LIMITS_LOGIN_PER_MINUTE", "10000");
    server = builder.start();
    var lines = server.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      var open = Pattern.compile("is open at (http\\S+)").matcher(line);
      var metrics = Pattern.compile("(http\\S+)/metrics").matcher(line);
      var first = Pattern.compile("(/register\\?setup=\\S+)").matcher(line);
      if (open.find()) {
        site = open.group(1);
      }
      if (first.find()) {
        setup = first.group(1);
        break;
      }
      if (metrics.find()) {
        admin = metrics.group(1);
        if (Files.exists(folder.resolve("loaded"))) {
          break;
        }
      }
    }
    Thread.ofVirtual().start(() -> drain(lines));
  }

  private static void drain(java.io.BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // what it says after its start is not wanted
      }
    } catch (IOException e) {
      // it has ended
    }
  }

  private void restart() throws Exception {
    stop();
    long begun = System.nanoTime();
    start();
    get("/", "");
    System.out.printf("restart to first page %.2f s%n", (System.nanoTime() - begun) / 1e9);
  }

  private void stop() throws Exception {
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }

  private void prepare(int posts) throws Exception {
    register(setup, "Solon");
    for (int i = 1; i <= MEMBERS; i++) {
      register("/register", "Member" + i);
    }
    long begun = System.nanoTime();
    try (var connection = DriverManager.getConnection(database(), "stoa", Files.readString(folder.resolve("database.password")).strip());
        var statement = connection.createStatement()) {
      for (String sql : Files.readString(Path.of("bench/load.sql")).replace(":posts", "" + posts).split(";\n")) {
        statement.execute(sql);
      }
    }
    Files.createFile(folder.resolve("loaded"));
    System.out.printf("loaded %d posts in %.0f s%n", posts, (System.nanoTime() - begun) / 1e9);
  }

  private String database() throws IOException {
    return "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(folder.resolve("pgdata/postmaster.pid")).get(3).strip() + "/postgres";
  }

  private String path(String sql) throws Exception {
    try (var connection = DriverManager.getConnection(database(), "stoa", Files.readString(folder.resolve("database.password")).strip());
        var row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void register(String path, String name) throws Exception {
    var page = get(path, "");
    String guest = page.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
    post("/register" + (path.contains("?") ? path.substring(path.indexOf('?')) : ""), guest,
        "_csrf=" + value(page.body(), "_csrf") + "&next=/&setup=" + value(page.body(), "setup") + "&username=" + name + "&email=" + name + "@example.org&password=" + PASSWORD.replace(' ', '+'));
  }

  private void signIn() throws Exception {
    for (int i = 1; i <= MEMBERS; i++) {
      var page = get("/login", "");
      String guest = page.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
      var answer = post("/login", guest, "_csrf=" + value(page.body(), "_csrf") + "&next=/&username=Member" + i + "&password=" + PASSWORD.replace(' ', '+'));
      sessions.add(answer.headers().allValues("Set-Cookie").stream().filter(line -> line.startsWith("sid=")).findFirst().orElseThrow().split(";")[0].substring(4));
    }
  }

  private String form(String page, String cookie) throws Exception {
    return value(get(page, cookie).body(), "_csrf");
  }

  private static String value(String html, String name) {
    var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
    return found.find() ? found.group(1) : "";
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(site + path)).timeout(Duration.ofSeconds(30));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String text(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> post(String path, String cookie, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(path + " answered " + answer.statusCode() + "\n" + answer.body());
    }
    return answer;
  }

  private static String java() {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  }
}
