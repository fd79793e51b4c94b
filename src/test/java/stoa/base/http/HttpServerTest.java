package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.StartFault;
import stoa.base.config.Settings;

final class HttpServerTest {
  private static final Refusal WHY = new Refusal.Forbidden(Message.of("error.400.text"));

  private final TestEdge edge =
      new TestEdge(routes -> {
        routes.get("/page", context -> context.html("<h1>page</h1>"));
        routes.get("/b/{slug}", context -> context.html("<h1>board</h1>"));
        routes.get("/thread", context -> context.result("" + Thread.currentThread().isVirtual()));
        routes.get("/id", context -> context.result(RequestId.of(context)));
        routes.get("/cached", context -> context.header("Cache-Control", "public").result("x"));
        routes.get("/away", context -> context.redirect("/page"));
        routes.get(
            "/refused",
            _ -> {
              throw new Refused(WHY);
            });
        routes.get(
            "/fault",
            _ -> {
              throw new IllegalStateException("secret");
            });
        routes.get(
            "/unspeakable",
            _ -> {
              throw new IllegalStateException("unspeakable");
            });
        routes.get(
            "/overflow",
            _ -> {
              throw new StackOverflowError("secret");
            });
        routes.post("/form", context -> context.result("" + context.formParam("title")));
        routes.post("/sign-in", context -> context.redirect("/page"));
      });

  @AfterEach
  void close() throws Exception {
    edge.close();
  }

  @Test
  void aRequestRunsOnAVirtualThread() throws Exception {
    assertThat(edge.get("/thread").body()).isEqualTo("true");
  }

  @Test
  void aConnectionGoesOnWhereItsPageWasMade() throws Exception {
    int requests = 100;
    String one = "GET /thread HTTP/1.1\r\nHost: localhost\r\n";
    try (var client = new RawClient(edge.port)) {
      client.send((one + "\r\n").repeat(requests - 1) + one + "Connection: close\r\n\r\n");
      assertThat(client.readAll().split("HTTP/1.1 200 OK", -1)).hasSize(requests + 1);
    }
    assertThat(edge.readers).hasSize(requests);
    // Jetty's own thread reads the first, and those whose page was ready before it looked.
    assertThat(edge.readers.stream().dropWhile(thread -> !thread.isVirtual()).toList())
        .isNotEmpty()
        .allMatch(Thread::isVirtual);
  }

  @Test
  void aSlashTooManyLeadsToThePage() throws Exception {
    var answer = edge.get("/page/?a=b");
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("location")).contains("/page?a=b");
    try (var client = new RawClient(edge.port)) {
      client.send("GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(client.readAll()).doesNotContain("Location").startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void everyKindOfAnswerHasTheSecurityHeaders() throws Exception {
    for (String path :
        List.of(
            "/page",
            "/away",
            "/refused",
            "/fault",
            "/unspeakable",
            "/overflow",
            "/nowhere",
            "/form",
            "/a%2fb")) {
      assertSafe(path, edge.get(path));
    }
    assertSafe("POST", edge.send(edge.request("/form").POST(BodyPublishers.ofString("title=x"))));
    assertSafe(
        "TRACE", edge.send(edge.request("/page").method("OPTIONS", BodyPublishers.noBody())));
  }

  private static void assertSafe(String what, HttpResponse<String> answer) {
    assertThat(answer.headers().map().keySet())
        .as(what)
        .doesNotContain("server", "x-powered-by", "strict-transport-security");
    assertHeader(what, answer, "x-content-type-options", "nosniff");
    assertHeader(what, answer, "referrer-policy", "strict-origin-when-cross-origin");
    assertHeader(what, answer, "cross-origin-opener-policy", "same-origin");
    assertHeader(what, answer, "cross-origin-resource-policy", "same-origin");
    assertHeader(what, answer, "cache-control", "private, no-store");
    assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
        .as(what)
        .startsWith("default-src 'none'; script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("permissions-policy")).as(what).isPresent();
  }

  private static void assertHeader(
      String what, HttpResponse<String> answer, String name, String value) {
    assertThat(answer.headers().allValues(name)).as(what + " " + name).containsExactly(value);
  }

  @Test
  void whatJettyRefusesHasTheSecurityHeadersToo() throws Exception {
    for (String broken :
        List.of(
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "TRACE /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GARBAGE\r\n\r\n")) {
      try (var client = edge.raw()) {
        String answer = client.send(broken).readAll();
        assertThat(answer)
            .as(broken.substring(0, 7))
            .matches("(?s)HTTP/1.1 4\\d\\d .*")
            .contains("X-Content-Type-Options: nosniff")
            .contains("Content-Security-Policy: default-src 'none'")
            .contains("<h1>4")
            .doesNotContainIgnoringCase("jetty");
      }
    }
  }

  @Test
  void httpsPromisesHttpsForAYear() throws Exception {
    var settings = TestEdge.settings("https://forum.example.org", 100, List.of());
    try (var secure =
        new TestEdge(
            TestEdge.LIMITS, settings, routes -> routes.get("/", context -> context.result("")))) {
      assertThat(secure.get("/").headers().firstValue("strict-transport-security").orElse(""))
          .startsWith("max-age=31536000");
    }
  }

  @Test
  void aHandlerMaySayHowLongItsAnswerKeeps() throws Exception {
    assertThat(edge.get("/cached").headers().allValues("cache-control")).containsExactly("public");
  }

  @Test
  void theRequestIdIsOursAndOnTheAnswer() throws Exception {
    var answer = edge.send(edge.request("/id").header("X-Request-Id", "chosen"));
    assertThat(answer.body()).matches("[0-9a-z]{20}");
    assertThat(answer.headers().allValues("x-request-id")).containsExactly(answer.body());
    assertThat(edge.get("/id").body()).isNotEqualTo(answer.body());
  }

  @Test
  void refusalsAndFaultsAreAnsweredByTheirPages() throws Exception {
    assertThat(edge.get("/refused").body()).isEqualTo("refused: Forbidden");
    assertThat(edge.get("/nowhere").body()).isEqualTo("refused: NotFound");
    var fault = edge.get("/fault");
    assertThat(fault.statusCode()).isEqualTo(500);
    assertThat(fault.body())
        .isEqualTo("failed: " + fault.headers().firstValue("x-request-id").orElse("none"));
  }

  @Test
  void aFailingErrorPageAndAnErrorStillGetAPlainAnswer() throws Exception {
    for (String path : List.of("/unspeakable", "/overflow")) {
      var answer = edge.get(path);
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("<h1>500</h1>").doesNotContain("secret", "stoa.");
    }
  }

  @Test
  void aWrongMethodIsToldWhichOnesThereAre() throws Exception {
    var get = edge.get("/form");
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).contains("POST");
    var post = edge.send(edge.request("/page").POST(BodyPublishers.ofString("a=b")));
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
    var put = edge.send(edge.request("/page").PUT(BodyPublishers.ofString("a=b")));
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("allow")).contains("GET, HEAD, POST");
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    var head = edge.send(edge.request("/page").HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length"))
        .isEqualTo(edge.get("/page").headers().firstValue("content-length"))
        .contains("13");
    assertThat(edge.send(edge.request("/nowhere").HEAD()).statusCode()).isEqualTo(404);
    assertThat(edge.send(edge.request("/form").HEAD()).statusCode()).isEqualTo(405);
  }

  @Test
  void addressesThatCanBeReadInTwoWaysAreRefused() throws Exception {
    for (String path :
        List.of(
            "/b/a%2fb",
            "/b/%00", "/b/%2e%2e/page", "//page", "/b/a;x=1/..;/page", "/b/%zz", "/page#x")) {
      try (var client = edge.raw()) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(client.readAll()).as(path).matches("(?s)HTTP/1.1 4\\d\\d .*");
      }
    }
    assertThat(edge.get("/b/%E4%B8%AD%E6%96%87").statusCode()).isEqualTo(200);
  }

  @Test
  void brokenEscapesInAQueryAreNoFaultOfOurs() throws Exception {
    try (var client = edge.raw()) {
      client.send("GET /page?q=%zz&%=%C3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.readAll()).doesNotContain("HTTP/1.1 5");
    }
  }

  @Test
  void durationsAreByRoutePattern() throws Exception {
    var _ = edge.get("/b/one");
    var _ = edge.get("/b/two");
    var _ = edge.get("/nowhere/three");
    var _ = edge.send(edge.request("/b/one").HEAD());
    var _ = edge.get("/fault");
    edge.close(); // the last of it is counted once it has gone out
    assertThat(edge.answered("GET", "/b/{slug}", "200")).isEqualTo(2);
    assertThat(edge.answered("HEAD", "/b/{slug}", "200")).isEqualTo(1);
    assertThat(edge.answered("GET", "none", "404")).isEqualTo(1);
    assertThat(edge.answered("GET", "/fault", "500")).isEqualTo(1);
    assertThat(edge.sample("http_server_active_requests", new String[0], new String[0])).isZero();
    assertThat(edge.sample("forum_http_connections", new String[0], new String[0])).isZero();
    assertThat(edge.sample("forum_http_queue_seconds_count", new String[0], new String[0]))
        .isEqualTo(5);
  }

  @Test
  void everyReasonOfARejectionIsCountedFromZero() {
    for (var reason : Rejection.values()) {
      assertThat(
              edge.registry.getSampleValue(
                  "forum_http_rejected_total",
                  new String[] {"reason"},
                  new String[] {reason.label()}))
          .isZero();
    }
  }

  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> startAt("127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(StartFault.class)
          .hasMessage(
              "cannot listen on 127.0.0.1, port %d: the port is taken; stop what listens there,"
                  + " or set http.port",
              taken.getLocalPort());
    }
  }

  @Test
  void aWrongHostIsOneClearLine() {
    assertThatThrownBy(() -> startAt("192.0.2.1", 0))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("192.0.2.1 is no address of this machine; set http.host");
    assertThatThrownBy(() -> startAt("no-such-host.invalid", 0))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("there is no such host; set http.host");
  }

  private static void startAt(String host, int port) {
    var all = Settings.defaults();
    var settings = all.with(TestEdge.http(host, port, 100, List.of()), all.site());
    var registry = new CollectorRegistry();
    new HttpServer(
            settings,
            TestEdge.LIMITS,
            Runnable::run,
            registry,
            new TestEdge.PlainAnswers(),
            _ -> Optional.empty(),
            _ -> {})
        .start();
  }
}
