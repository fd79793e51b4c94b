package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stoa.support.Alone;

/** More requests than are worked on at one time. */
@Alone
final class InFlightTest {
  private final Semaphore entered = new Semaphore(0);
  private final CountDownLatch open = new CountDownLatch(1);

  private static EdgeLimits limits(int running, int waiting, Duration longestWait) {
    return limits(running, waiting, Duration.ofSeconds(20), waiting, longestWait);
  }

  private static EdgeLimits limits(
      int running, int waiting, Duration rush, int waitingInRush, Duration longestWait) {
    var usual = TestEdge.LIMITS;
    return new EdgeLimits(
        running,
        waiting,
        rush,
        waitingInRush,
        longestWait,
        usual.idle(),
        usual.wholeHeader(),
        usual.bodyGrace(),
        usual.bodyRate(),
        usual.wholeBody(),
        usual.bodyMax());
  }

  private void routes(JavalinDefaultRoutingApi routes) {
    routes.get(
        "/held",
        context -> {
          entered.release();
          assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
          context.result("served");
        });
    routes.get("/quick", context -> context.result("quick"));
    routes.get("/assets/{name}", context -> context.result("asset"));
  }

  private static CompletableFuture<HttpResponse<String>> start(TestEdge edge, String path) {
    return edge.client.sendAsync(edge.request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatFindsTheQueueFullIsTurnedAwayAtOnce() throws Exception {
    try (var edge = new TestEdge(limits(2, 3, Duration.ofSeconds(20)), this::routes)) {
      var held = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      held.add(start(edge, "/held"));
      held.add(start(edge, "/held"));
      assertThat(entered.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
      // Of four more, three wait; whichever comes last is turned away.
      var more = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 4; i++) {
        more.add(start(edge, "/held"));
      }
      var first = CompletableFuture.anyOf(more.toArray(new CompletableFuture<?>[0]));
      var refused = (HttpResponse<?>) first.get(20, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 5L);
      assertThat(refused.headers().firstValue("content-security-policy")).isPresent();
      assertThat((String) refused.body()).contains("try again", "请稍后再试").hasSizeLessThan(2048);
      assertThat(edge.get("/assets/stoa.css").body()).isEqualTo("asset");

      open.countDown();
      held.addAll(more);
      var answers = new ArrayList<Integer>();
      for (var answer : held) {
        answers.add(answer.get(20, TimeUnit.SECONDS).statusCode());
      }
      assertThat(answers).containsOnlyOnce(503).filteredOn(status -> status == 200).hasSize(5);
      assertThat(edge.rejected(Rejection.QUEUE_FULL)).isEqualTo(1);
      assertThat(edge.get("/quick").body()).isEqualTo("quick");
    }
  }

  /**
   * Threads may begin late in a rush: till then the requests are not seen by those they wait for.
   */
  @Test
  void whoIsReadBeforeTheOthersHaveBegunIsTurnedAway() throws Exception {
    var threads = new CompletableFuture<Void>();
    var settings = TestEdge.settings("http://localhost", 100, List.of());
    try (var edge =
        new TestEdge(
            limits(2, 3, Duration.ofSeconds(20)),
            settings,
            own -> job -> threads.thenRun(() -> own.execute(job)),
            this::routes)) {
      var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 6; i++) {
        asked.add(start(edge, "/quick"));
      }
      var first = CompletableFuture.anyOf(asked.toArray(new CompletableFuture<?>[0]));
      assertThat(((HttpResponse<?>) first.get(20, TimeUnit.SECONDS)).statusCode()).isEqualTo(503);
      threads.complete(null);
      var answers = new ArrayList<Integer>();
      for (var answer : asked) {
        answers.add(answer.get(20, TimeUnit.SECONDS).statusCode());
      }
      assertThat(answers).containsOnlyOnce(503).filteredOn(status -> status == 200).hasSize(5);
    }
  }

  @Test
  void inARushThatLastsFewerWait() throws Exception {
    var limits = limits(1, 20, Duration.ZERO, 1, Duration.ofSeconds(20));
    try (var edge = new TestEdge(limits, this::routes)) {
      var held = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      held.add(start(edge, "/held"));
      assertThat(entered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      held.add(start(edge, "/held"));
      held.add(start(edge, "/held"));
      var refused =
          (HttpResponse<?>)
              CompletableFuture.anyOf(held.toArray(new CompletableFuture<?>[0]))
                  .get(20, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(503);
      open.countDown();
      var answers = new ArrayList<Integer>();
      for (var answer : held) {
        answers.add(answer.get(20, TimeUnit.SECONDS).statusCode());
      }
      assertThat(answers).containsExactlyInAnyOrder(200, 200, 503);
    }
  }

  @Test
  void whoIsTurnedAwayWithAFormKeepsHisConnection() throws Exception {
    try (var edge = new TestEdge(limits(1, 0, Duration.ofSeconds(20)), this::routes);
        var client = edge.raw()) {
      var held = start(edge, "/held");
      assertThat(entered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      client.send("POST /quick HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b");
      client.send("GET /assets/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(client.readAll()).contains("HTTP/1.1 503", "HTTP/1.1 200", "asset");
      assertThat(edge.rejected(Rejection.QUEUE_FULL)).isEqualTo(1);
      open.countDown();
      assertThat(held.get(20, TimeUnit.SECONDS).body()).isEqualTo("served");
    }
  }

  @Test
  void whoIsTurnedAwayIsToldTheSameWithGetAndHead() throws Exception {
    try (var edge = new TestEdge(limits(1, 0, Duration.ofSeconds(20)), this::routes)) {
      var held = start(edge, "/held");
      assertThat(entered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      var page = edge.get("/quick");
      var head = edge.send(edge.request("/quick").HEAD());
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(head.statusCode()).isEqualTo(503);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().map().keySet())
          .isEqualTo(page.headers().map().keySet())
          .contains("retry-after", "x-request-id", "content-type", "content-length");
      assertThat(page.headers().allValues("content-type")).containsExactly(EdgePage.TYPE);
      assertThat(page.headers().allValues("cache-control")).containsExactly("private, no-store");
      open.countDown();
      assertThat(held.get(20, TimeUnit.SECONDS).body()).isEqualTo("served");
    }
  }

  @Test
  void whoHasWaitedTooLongIsTurnedAway() throws Exception {
    try (var edge = new TestEdge(limits(1, 10, Duration.ofMillis(50)), this::routes)) {
      var held = start(edge, "/held");
      assertThat(entered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      assertThat(edge.get("/quick").statusCode()).isEqualTo(503);
      open.countDown();
      assertThat(held.get(20, TimeUnit.SECONDS).body()).isEqualTo("served");
      assertThat(edge.get("/quick").statusCode()).isEqualTo(200);
      assertThat(
              edge.registry.getSampleValue(
                  "forum_http_queue_seconds_bucket", new String[] {"le"}, new String[] {"0.025"}))
          .as("those who did not wait")
          .isEqualTo(2);
    }
  }
}
