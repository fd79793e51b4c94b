import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The packaged jar on a data set, started as run.sh starts it; and a browser for it. */
final class Site implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of what it says: faults, and the lines that name their causes. */
  private static final Pattern TELLING =
      Pattern.compile(
          "stoa:.*|.* ERROR .*|.* DatabaseFaults: .*|(Caused by: )?[\\w.$]+(Exception|Error)\\b.*");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path log;
  private final List<Pauses.Span> measured = new ArrayList<>();
  private final long started;
  private final Process process;
  private final int port;
  private final int admin;

  /**
   * Starts it and does not wait.
   *
   * @param flags of the JVM
   */
  Site(Path jar, DataSet data, List<String> flags) throws IOException {
    this(jar, data, data.folder(), flags, Map.of());
  }

  /**
   * One of several on the same data set.
   *
   * @param folder its own, with its index
   * @param more settings
   */
  Site(Path jar, DataSet data, Path folder, List<String> flags, Map<String, String> more)
      throws IOException {
    this.port = freePort();
    this.admin = freePort();
    this.log = folder.resolve("gc.log");
    Files.deleteIfExists(log);
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(flags);
    command.add("-Xlog:gc,gc+phases:file=" + log + ":uptime:filecount=0");
    command.addAll(List.of("-jar", jar.toString(), "serve"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings(data, folder));
    builder.environment().putAll(more);
    started = System.nanoTime();
    process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // where this is interrupted
    Thread.ofVirtual().start(() -> drain(process.inputReader(), log.resolveSibling("server.log")));
  }

  private Map<String, String> settings(DataSet data, Path folder) {
    var settings = new HashMap<String, String>();
    settings.put("STOA_DATA_DIR", folder.toString());
    settings.put("STOA_HTTP_PORT", "" + port);
    settings.put("STOA_ADMIN_PORT", "" + admin);
    if (!data.hasIndex()) {
      // Nothing is there. An index of its own would be filled meanwhile, for an hour.
      settings.put("STOA_SEARCH_URL", "http://127.0.0.1:9");
    }
    // One machine stands for many visitors.
    settings.put("STOA_HTTP_CONNECTIONS_MAX", "20000");
    settings.put("STOA_HTTP_CONNECTIONS_PER_ADDRESS", "20000");
    settings.put(
        "STOA_MAIL_DELAY", "1d"); // mails to the log would go out while others are measured
    settings.put("STOA_LIMITS_POST_PAUSE", "0s");
    settings.put("STOA_LIMITS_POSTS_PER_MINUTE", "10000");
    settings.put("STOA_LIMITS_SEARCHES_PER_MINUTE", "100000");
    settings.put("STOA_LIMITS_LOGIN_PER_MINUTE", "100000");
    return settings;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static String java() {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  }

  /** A pipe that nobody reads would stop it. All of it is kept, and what tells of a fault shown. */
  private static void drain(BufferedReader lines, Path kept) {
    try (lines;
        var copy = Files.newBufferedWriter(kept)) {
      String line = lines.readLine();
      while (line != null) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        if (TELLING.matcher(line).matches()) {
          System.err.println(line);
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // it has ended
    }
  }

  /** The nanosecond at which a page was first there. */
  long first(String path) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        if (get(path, "").statusCode() == 200) {
          return System.nanoTime();
        }
      } catch (IOException e) {
        // it does not listen yet
      }
      Thread.sleep(2);
    }
    throw new IllegalStateException("the forum does not answer; is " + log.getParent() + " good?");
  }

  /** Sessions of members that follow each other, as cookies. */
  List<String> signIn(int firstMember, int count) throws IOException, InterruptedException {
    var cookies = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var page = get("/login", "");
      String form =
          "_csrf=%s&next=/&username=%s&password=%s"
              .formatted(
                  csrf(page.body()),
                  DataSet.member(firstMember + i),
                  Load.PASSWORD.replace(' ', '+'));
      cookies.add(cookie(post("/login", cookie(page, "guest="), form), "sid="));
    }
    return cookies;
  }

  private static String cookie(HttpResponse<String> answer, String begin) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.split(";")[0])
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no cookie " + begin));
  }

  /** The token of a page's forms. */
  static String csrf(String html) {
    var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"").matcher(html);
    if (!found.find()) {
      throw new IllegalStateException("a page without a form");
    }
    return found.group(1);
  }

  HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String cookie, String form)
      throws IOException, InterruptedException {
    var answer = send(path, cookie, form);
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    return answer;
  }

  /** A form, whatever is answered. */
  HttpResponse<String> send(String path, String cookie, String form)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** All of /metrics, each with its labels. */
  Map<String, Double> figures() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/metrics"));
    String text = client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    var figures = new HashMap<String, Double>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.contains(" "))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          figures.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
        });
    return figures;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** It does nothing until it may go on. */
  void hold() throws IOException, InterruptedException {
    signal("STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** MB of memory that the JVM has now, without PostgreSQL. */
  double memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .sum();
  }

  /** What it has spent on something that was measured. */
  Costs spent(Costs before) throws IOException, InterruptedException {
    var now = Costs.of(this);
    measured.add(new Pauses.Span(uptime(before.at()), uptime(now.at())));
    return now.since(before);
  }

  private double uptime(long at) {
    return (at - started) / 1e9;
  }

  Pauses pauses() throws IOException {
    return Pauses.in(log, List.of(new Pauses.Span(0, Double.MAX_VALUE)));
  }

  Pauses pausesWhileMeasured() throws IOException {
    return Pauses.in(log, measured);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
