package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.support.Acts;
import stoa.support.Alone;
import stoa.support.FaultProxy;

/** The way to the database lets 400 bytes a second through. */
@Alone
final class SlowLinkTest {
  @Test
  void theGoodCopyIsShownSoon() {
    try (var forum = TestForum.behindProxy(Map.of())) {
      String board = forum.board(forum.administrator(), "Poetry");
      var sappho = forum.member("Sappho");
      String text = "a long line of verse ".repeat(1_000);
      String topic = Acts.open(sappho, board, "Ode", text);
      forum.guest().get(topic).expect(200);
      String action = Acts.action(topic, "reply");
      sappho.get(topic).form(action).set("body", "so the copy ended").send().expect(303);
      forum.proxy().set(FaultProxy.Mode.TRICKLE);
      long begun = System.nanoTime();
      var page = forum.guest().get(topic).expect(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
      assertThat(page.text()).contains("a long line of verse");
      assertThat(page.html().select(".callout.warn")).isNotEmpty();
      forum.proxy().set(FaultProxy.Mode.PASS);
    }
  }
}
