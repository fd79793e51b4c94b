package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import stoa.support.Alone;
import stoa.support.Eventually;

/** Clients that send or read as slowly as they are allowed to. */
@Alone
final class SlowClientTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private static EdgeLimits limits(int running) {
    var usual = TestEdge.LIMITS;
    return new EdgeLimits(
        running,
        usual.waiting(),
        usual.rush(),
        usual.waitingInRush(),
        usual.longestWait(),
        usual.idle(),
        SHORT,
        SHORT,
        100_000,
        usual.wholeBody(),
        usual.bodyMax());
  }

  private static TestEdge edge() {
    return new TestEdge(
        limits(64),
        routes -> {
          routes.get("/", context -> context.result("home"));
          routes.post("/form", context -> context.result("" + context.formParam("title")));
        });
  }

  /** Sends that again and again, a little each time, until the server closes; how long it took. */
  private static Duration trickle(RawClient client, Function<Integer, String> part)
      throws Exception {
    long begun = System.nanoTime();
    client.patience(10); // the pause between two parts, and it sees the end at once
    for (int i = 0; i < 2_000; i++) {
      if (!client.sends(part.apply(i))) {
        break;
      }
      try {
        if (client.read(1).isEmpty()) {
          break;
        }
      } catch (java.net.SocketTimeoutException e) {
        continue; // still open
      } catch (java.net.SocketException e) {
        break;
      }
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void aHeaderThatDoesNotEndIsCut() throws Exception {
    try (var edge = edge();
        var client = edge.raw()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n");
      assertThat(trickle(client, i -> i % 9 == 0 ? "X-A: b\r\n" : ""))
          .isBetween(SHORT, SHORT.multipliedBy(20));
      assertThat(edge.rejected(Rejection.SLOW)).isEqualTo(1);
    }
  }

  @Test
  void aLaterHeaderThatDoesNotEndIsCutToo() throws Exception {
    try (var edge = edge();
        var client = edge.raw()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      assertThat(client.read(4)).isEqualTo("home");
      client.send("GET / HT");
      assertThat(trickle(client, _ -> "T")).isBetween(SHORT, SHORT.multipliedBy(20));
      assertThat(edge.rejected(Rejection.SLOW)).isEqualTo(1);
    }
  }

  @Test
  void emptyLinesBeforeARequestAreCutToo() throws Exception {
    try (var edge = edge();
        var client = edge.raw()) {
      assertThat(trickle(client, _ -> "\r\n")).isBetween(SHORT, SHORT.multipliedBy(20));
    }
  }

  @Test
  void aConnectionThatOnlyWaitsBetweenRequestsIsLeftAlone() throws Exception {
    try (var edge = edge();
        var idle = edge.raw();
        var slow = edge.raw()) {
      idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(idle.readHead()).startsWith("HTTP/1.1 200");
      assertThat(idle.read(4)).isEqualTo("home");
      slow.send("G");
      trickle(slow, _ -> "E"); // so that the time has passed for both
      idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(idle.readHead()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aBodyThatComesTooSlowlyIsAnswered408() throws Exception {
    try (var edge = edge();
        var client = edge.raw()) {
      client.send(
          "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n\r\ntitle=");
      client.patience(10);
      String answer = "";
      for (int i = 0; i < 2_000 && answer.isEmpty(); i++) {
        assertThat(client.sends("x")).isTrue();
        try {
          answer = client.read(1);
        } catch (java.net.SocketTimeoutException e) {
          continue; // no answer yet
        }
      }
      client.patience((int) TestEdge.PATIENCE.toMillis());
      assertThat(answer + client.readAll())
          .startsWith("HTTP/1.1 408")
          .contains("Connection: close", "<h1>408</h1>");
      assertThat(edge.rejected(Rejection.SLOW)).isEqualTo(1);
    }
  }

  /** The system takes some megabytes before a write has to wait, hence so many pages at once. */
  @Test
  void aVisitorWhoDoesNotReadHoldsNoPlace() throws Exception {
    String page = "x".repeat(200_000);
    try (var edge =
            new TestEdge(limits(1), routes -> routes.get("/", context -> context.result(page)));
        var stuck = new RawClient(edge.port, 1024)) {
      stuck.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
      int served = 0;
      for (int refused = 0; served < 60 && refused < 60; ) {
        var answer = edge.get("/");
        if (answer.statusCode() == 503) {
          refused++; // their pages are still being made, which may take long on a busy machine
        } else {
          assertThat(answer.body()).hasSize(page.length());
          served++;
        }
      }
      assertThat(served).isEqualTo(60);
    }
  }

  private static final String SLOW_FORM =
      "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";

  @Test
  void bodiesThatStillComeHoldNoPlace() throws Exception {
    try (var edge = patientEdge();
        var clients = new Clients()) {
      for (int i = 0; i < 5; i++) {
        clients.add(edge.raw()).send(SLOW_FORM + "Content-Length: 10\r\n\r\ntitle");
      }
      Eventually.soon("five bodies have begun", () -> bodyBytes(edge) == 5 * 4096);
      for (int i = 0; i < 5; i++) {
        assertThat(edge.get("/").statusCode()).isEqualTo(200);
      }
      for (var client : clients.all()) {
        client.send("=abcd");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200");
        assertThat(client.read(4)).isEqualTo("abcd");
      }
      Eventually.soon("all is given back", () -> bodyBytes(edge) == 0);
    }
  }

  @Test
  void oneAddressHoldsOnlySoMuchOfBodiesThatCome() throws Exception {
    try (var edge = patientEdge();
        var clients = new Clients()) {
      for (int i = 0; i < 16; i++) {
        clients.add(edge.raw()).send(SLOW_FORM + "Content-Length: 4096\r\n\r\ntitle");
      }
      Eventually.soon("all room is taken", () -> bodyBytes(edge) == 16 * 4096);
      clients.add(edge.raw()).send(SLOW_FORM + "Content-Length: 10\r\n\r\ntitle");
      assertThat(clients.all().getLast().readHead())
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After");
      assertThat(edge.rejected(Rejection.BODIES)).isEqualTo(1);
      assertThat(edge.get("/").statusCode()).isEqualTo(200);
    }
  }

  private static double bodyBytes(TestEdge edge) {
    return edge.sample("forum_http_body_bytes", new String[0], new String[0]);
  }

  /** With one place for requests in flight: who holds it for long has the others turned away. */
  private static TestEdge patientEdge() {
    var usual = TestEdge.LIMITS;
    return new TestEdge(
        new EdgeLimits(
            1,
            8,
            usual.rush(),
            8,
            usual.longestWait(),
            usual.idle(),
            usual.wholeHeader(),
            usual.wholeBody(),
            0,
            usual.wholeBody(),
            usual.bodyMax()),
        routes -> {
          routes.get("/", context -> context.result("home"));
          routes.post("/form", context -> context.result("" + context.formParam("title")));
        });
  }

  private record Clients(List<RawClient> all) implements AutoCloseable {
    private Clients() {
      this(new ArrayList<>());
    }

    private RawClient add(RawClient client) {
      all.add(client);
      return client;
    }

    @Override
    public void close() throws IOException {
      for (var client : all) {
        client.close();
      }
    }
  }
}
