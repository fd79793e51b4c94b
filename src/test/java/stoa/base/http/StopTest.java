package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;
import stoa.support.Alone;

/** Stopping while requests are in flight. */
@Alone
final class StopTest {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private final TestEdge edge =
      new TestEdge(routes -> {
        routes.get(
            "/held",
            context -> {
              entered.countDown();
              boolean _ = open.await(20, TimeUnit.SECONDS);
              context.result("x".repeat(100_000));
            });
        routes.get("/", context -> context.result("home"));
      });

  private CompletableFuture<HttpResponse<String>> held() throws InterruptedException {
    var answer =
        edge.client.sendAsync(edge.request("/held").build(), HttpResponse.BodyHandlers.ofString());
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  private boolean stop(Duration time) {
    try {
      edge.server.stop(Deadline.in(time));
      return true;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private boolean takesConnections() {
    try (var client = edge.raw()) {
      return client.sends("");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Who keeps a connection, as a proxy does, cannot know of the stop: they are answered once more.
   */
  @Test
  void whatComesOverOpenConnectionsIsAnsweredAndNoNewOneIsTaken() throws Exception {
    try (var kept = edge.raw()) {
      kept.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(kept.readHead()).startsWith("HTTP/1.1 200");
      assertThat(kept.read(4)).isEqualTo("home");
      var answer = held();
      var stop = CompletableFuture.supplyAsync(() -> stop(Duration.ofSeconds(20)));
      var until = Deadline.in(Duration.ofSeconds(10));
      while (takesConnections()) {
        assertThat(until.passed()).as("still takes connections").isFalse();
      }
      assertThat(kept.sends("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).isTrue();
      assertThat(kept.readAll()).startsWith("HTTP/1.1 200").contains("Connection: close");
      assertThat(stop).isNotDone();

      open.countDown();
      assertThat(answer.get(20, TimeUnit.SECONDS).body()).hasSize(100_000);
      assertThat(stop.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aRequestThatDoesNotEndIsCutAtTheDeadline() throws Exception {
    var answer = held();
    long begun = System.nanoTime();
    assertThat(stop(Duration.ofMillis(200))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.handle((_, fault) -> fault != null).get(20, TimeUnit.SECONDS)).isTrue();
    open.countDown();
  }

  @Test
  void stoppingTwiceIsHarmless() throws Exception {
    assertThat(stop(Duration.ofSeconds(5))).isTrue();
    assertThat(stop(Duration.ofSeconds(5))).isTrue();
    assertThat(takesConnections()).isFalse();
  }
}
