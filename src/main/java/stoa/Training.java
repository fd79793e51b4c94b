package stoa;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Uses an empty forum as its first members would, so that the JVM, which watches ({@code
 * -XX:AOTCacheOutput}), keeps the classes that serving needs and what is worth compiling.
 */
final class Training {
  private static final String PASSWORD = "three quiet herons";

  /** More than one page. */
  private static final int REPLIES = 25;

  /** Over a thousand pages: the compiler then has profiles of what makes each of them. */
  private static final int ROUNDS = 50;

  /** Replies at the end, for the same reason: writing passes through most of the code. */
  private static final int WRITES = 600;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private int pages;

  Training(int port) {
    this.site = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Makes the administrator, a board and a topic with replies, then reads all of it many times.
   *
   * @return how many pages were made
   * @throws IllegalStateException naming the page that was not as expected
   */
  int run(String setupToken) throws IOException, InterruptedException {
    send(
        "/register?setup=" + setupToken,
        "/register",
        Map.of("username", "Solon", "email", "solon@example.org", "password", PASSWORD));
    send("/admin/boards", "/admin/boards", Map.of("title", "The Agora"));
    send("/admin/boards", "/admin/boards", Map.of("title", "Talk", "slug", "talk", "parent", "1"));
    var text = Map.of("title", "A first topic", "body", "Some *words*, `code` and 论坛.\n\n> so");
    String topic = send("/b/talk/new", "/b/talk/new", text);
    String reply = topic.replaceFirst("^(/t/[0-9]+).*", "$1/reply");
    for (int i = 1; i <= REPLIES; i++) {
      send(topic, reply, Map.of("body", "Reply " + i + " of **some** words: https://example.org"));
    }
    var all =
        List.of(
            "/",
            "/b/talk",
            "/latest",
            "/top",
            topic,
            topic + "?page=2",
            "/u/Solon",
            "/search?q=words",
            "/search?q=论坛",
            "/login",
            "/register",
            "/notifications",
            "/unread",
            "/settings");
    for (int round = 0; round < ROUNDS; round++) {
      for (String page : all) {
        var _ = get(page, false);
        var _ = get(page, true);
      }
    }
    write(topic, reply);
    signInAgain();
    return pages;
  }

  /** Replies, and looks at what came of them. */
  private void write(String topic, String action) throws IOException, InterruptedException {
    for (int i = 1; i <= WRITES; i++) {
      send(topic, action, Map.of("body", "Then *again*, number " + i + ", 再说一次."));
      if (i % 10 == 0) {
        var _ = get("/search?q=again+" + i, true);
        var _ = get("/?x=" + i, true);
        var _ = get("/b/talk?x=" + i, true);
      }
    }
  }

  private void signInAgain() throws IOException, InterruptedException {
    cookies.clear();
    var _ = send("/login", "/login", Map.of("username", "Solon", "password", PASSWORD));
  }

  /** Fills a form in and sends it; answers where that leads. */
  private String send(String page, String action, Map<String, String> values)
      throws IOException, InterruptedException {
    String html = get(page, true).body();
    Element form = Jsoup.parse(html).selectFirst("form[action=\"" + action + "\"]");
    if (form == null) {
      throw new IllegalStateException("no form to " + action + " on " + page);
    }
    var fields = new LinkedHashMap<String, String>();
    form.select("input[type=hidden]").forEach(one -> fields.put(one.attr("name"), one.val()));
    fields.putAll(values);
    var request =
        request(action, true)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
    var answer = ask(request);
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(action + " answered " + answer.statusCode());
    }
    return site.resolve(answer.headers().firstValue("Location").orElse("/")).getPath();
  }

  private HttpResponse<String> get(String page, boolean member)
      throws IOException, InterruptedException {
    var answer = ask(request(page, member));
    if (answer.statusCode() >= 400) {
      throw new IllegalStateException(page + " answered " + answer.statusCode());
    }
    return answer;
  }

  private HttpRequest.Builder request(String page, boolean member) {
    var request = HttpRequest.newBuilder(site.resolve(page)).timeout(PATIENCE);
    if (member && !cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (request.build().headers().firstValue("Cookie").isPresent() || cookies.isEmpty()) {
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
    }
    pages++;
    return answer;
  }

  private void keep(String line) {
    String[] pair = line.split(";", 2)[0].split("=", 2);
    if (line.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
