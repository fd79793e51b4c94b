package stoa.base.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.base.config.Settings;
import stoa.base.runtime.Tasks;

final class AdminServerTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();
  private final Health health =
      new Health(
          new Tasks(new CollectorRegistry()).group("health"),
          List.of(
              new Health.Probe(
                  "database",
                  true,
                  () -> {
                    asked.incrementAndGet();
                    if (away.get()) {
                      throw new IllegalStateException("away");
                    }
                  })),
          stopping::get,
          registry);
  private final AdminServer server =
      new AdminServer(new Settings.Admin("127.0.0.1", 0), registry, health);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    server.stop(Deadline.in(Duration.ofSeconds(5)));
    server.stop(Deadline.in(Duration.ofSeconds(5)));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void metricsAreInTheFormatAskedFor() throws Exception {
    Counter.build("forum_things_total", "Things.").register(registry).inc();
    var plain = get("/metrics");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("content-type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(plain.body()).contains("forum_things_total 1.0").doesNotContain("# EOF");
    var open = get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
    assertThat(open.headers().firstValue("content-type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).contains("forum_things_total 1.0").endsWith("# EOF\n");
  }

  @Test
  void aLivingServerSaysSo() throws Exception {
    var live = get("/health/live");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).isEqualTo("{\"status\":\"up\"}\n");
    assertThat(live.headers().firstValue("content-type")).contains("application/json");
  }

  @Test
  void readinessTellsWhatTheLastCheckFound() throws Exception {
    assertThat(get("/health/ready").statusCode()).as("before the first check").isEqualTo(503);
    health.check();
    var ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .isEqualTo("{\"status\":\"ready\",\"dependencies\":{\"database\":\"up\"}}\n");

    away.set(true);
    health.check();
    var degraded = get("/health/ready");
    assertThat(degraded.statusCode()).isEqualTo(503);
    assertThat(degraded.body())
        .contains("\"degraded\"", "\"database\":\"down\"", "\"reasons\":{\"database\":\"away\"}");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body())
        .contains("forum_dependency_up{dependency=\"database\",} 0.0");

    away.set(false);
    health.check();
    stopping.set(true);
    var stopped = get("/health/ready");
    assertThat(stopped.statusCode()).isEqualTo(503);
    assertThat(stopped.body()).contains("\"stopping\"");
    assertThat(asked).as("asked by the checks only").hasValue(3);
  }

  @Test
  void anythingElseIsRefused() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
    String post = raw("POST /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(post).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD");
    assertThat(raw("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Jetty");
  }

  @Test
  void aForeignHostNameIsRefused() throws Exception {
    for (String host : List.of("evil.example", "evil.example:9090", "127.0.0.1.evil.example")) {
      assertThat(metricsAs(host)).as(host).startsWith("HTTP/1.1 421").doesNotContain("# HELP");
    }
    for (String host : List.of("localhost", "localhost:9090", "127.0.0.1:9090", "[::1]:9090")) {
      assertThat(metricsAs(host)).as(host).startsWith("HTTP/1.1 200");
    }
  }

  private String metricsAs(String host) throws IOException {
    return raw("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var second =
          new AdminServer(new Settings.Admin("127.0.0.1", taken.getLocalPort()), registry, health);
      assertThatThrownBy(second::start)
          .isInstanceOf(StartFault.class)
          .hasMessageContaining("the port is taken")
          .hasMessageContaining("set admin.port");
    }
  }
}
