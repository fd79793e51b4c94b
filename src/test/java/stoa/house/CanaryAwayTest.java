package stoa.house;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.FaultProxy.Mode;
import stoa.support.Visitor;

/** What waits in the spool is its writer's alone, and once posted what the rules make of it. */
final class CanaryAwayTest {
  private static final String WORD = "Zyxspooled";

  private TestForum forum;
  private Visitor author;
  private List<Visitor> others;
  private String board;
  private String topic;

  @BeforeEach
  void open() {
    forum = TestForum.behindProxy(Map.of("STOA_BREAKER_OPEN", "1s"));
    Visitor solon = forum.administrator();
    board = forum.board(solon, "Market");
    author = forum.member("Sappho");
    others = List.of(forum.guest(), forum.member("Alcaeus"));
    solon
        .get("/admin/words")
        .form("/admin/words/paste")
        .set("many", "zyhold={MOD}")
        .set("action", "FLAG")
        .send()
        .expect(303);
    var form = author.get(board + "/new").form(board + "/new").set("title", "Agora");
    topic = form.set("body", "x").send().expect(303).location();
  }

  @AfterEach
  void close() {
    forum.close();
  }

  @Test
  void nobodyElseReadsWhatWaitsInTheSpoolOrWasHeldWhenItCameOut() {
    String reply = Acts.action(topic, "reply");
    var form = author.get(topic).form(reply).set("body", "zyhold " + WORD);
    others.forEach(this::silent);
    forum.proxy().set(Mode.REFUSE);
    assertThat(form.send().expect(202).body()).contains(WORD);
    others.forEach(this::silent);
    forum.proxy().set(Mode.PASS);
    within(Duration.ofSeconds(30), "posted", () -> posts() == 1);
    within(Duration.ofSeconds(20), "back", () -> author.open(topic).body().contains(WORD));
    others.forEach(this::silent);
  }

  private long posts() {
    return forum.count("select count(*) from post where source like '%" + WORD + "'");
  }

  private void silent(Visitor other) {
    String reply = Acts.action(topic, "reply");
    for (String address :
        List.of(
            "/",
            "/latest",
            "/latest.atom",
            board,
            board + "/new",
            topic,
            reply,
            "/unread",
            "/notifications",
            "/u/Sappho",
            "/search?q=" + "spooled")) {
      assertThat(other.get(address).body()).as(address).doesNotContainIgnoringCase(WORD);
    }
  }
}
