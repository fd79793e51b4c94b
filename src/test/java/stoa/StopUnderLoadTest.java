package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stoa.support.Acts;
import stoa.support.Alone;
import stoa.support.Visitor;

/**
 * A server that is told to stop while people post: no request in flight fails, no event is lost.
 */
@Alone
final class StopUnderLoadTest {
  private static final int ROUNDS = 20;
  private static final int POSTERS = 6;

  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();

  @Test
  void noRequestInFlightFailsAndNoEventIsLost() throws Exception {
    try (var first = TestForum.start()) {
      var solon = first.administrator();
      String board = first.board(solon, "Agora");
      var sappho = first.member("Sappho");
      String topic = Acts.open(solon, board, "Stops", "text");
      String csrf = sappho.get(topic).html().select("input[name=_csrf]").attr("value");
      for (int round = 0; round < ROUNDS; round++) {
        stopOne(first, sappho, topic, csrf);
      }
      assertThat(failed).isEmpty();
      assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * POSTERS);
      assertThat(first.count("select count(*) from post where position > 1"))
          .isEqualTo(acknowledged.size());
      within(
          Duration.ofSeconds(30),
          "each is notified once",
          () ->
              first.count("select count(*) from notification where kind = 'REPLY'")
                  == acknowledged.size());
    }
  }

  private void stopOne(TestForum first, Visitor member, String topic, String csrf)
      throws Exception {
    var forum = first.another(Map.of());
    int before = acknowledged.size();
    List<Thread> posters = new ArrayList<>();
    String action = forum.url() + Acts.action(topic, "reply");
    String cookie = "sid=" + member.cookies().get("sid");
    for (int i = 0; i < POSTERS; i++) {
      posters.add(Thread.ofVirtual().start(() -> post(action, cookie, csrf)));
    }
    within(Duration.ofSeconds(30), "load", () -> acknowledged.size() > before + 2 * POSTERS);
    long begun = System.nanoTime();
    forum.close();
    // Else it waited for a request, and in the end cut it.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    for (var poster : posters) {
      poster.join();
    }
  }

  /** Posts, each time over a connection of its own, until nobody listens any more. */
  private void post(String action, String cookie, String csrf) {
    while (true) {
      String text = "text " + number.incrementAndGet();
      HttpURLConnection connection = null;
      try {
        connection = (HttpURLConnection) URI.create(action).toURL().openConnection();
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("Cookie", cookie);
        connection.setInstanceFollowRedirects(false);
        connection.setDoOutput(true);
        connection.setReadTimeout(20_000);
        connection.connect();
      } catch (ConnectException e) {
        return;
      } catch (IOException e) {
        return; // not yet connected: nothing was promised
      }
      try {
        String form =
            "_csrf=" + encoded(csrf) + "&_once=" + encoded(text) + "&body=" + encoded(text);
        connection.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
        int status = connection.getResponseCode();
        if (status == 303) {
          acknowledged.add(text);
        } else if (status != 503) {
          failed.add(text + ": " + status);
        }
      } catch (IOException e) {
        if (!stillInTheQueue(e)) {
          failed.add(text + ": " + e);
        }
      }
    }
  }

  /**
   * The kernel had taken the connection, but nobody had accepted it when the listener closed: to
   * the server it was never there, to its client it is a refusal. One that was accepted at that
   * very moment is closed when the process ends, which here it does not: its client waits.
   */
  private static boolean stillInTheQueue(IOException fault) {
    return fault instanceof SocketTimeoutException
        || fault instanceof ConnectException // after a reset it tried once more by itself
        || String.valueOf(fault.getMessage()).contains("Connection reset");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
