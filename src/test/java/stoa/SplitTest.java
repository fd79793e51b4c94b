package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.support.Acts;
import stoa.support.FaultProxy;
import stoa.support.FaultProxy.Mode;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/**
 * Of two servers one loses the way to Redis and NATS, without a word: its connections stay open and
 * are silent. The database, which both reach, is the forum.
 */
final class SplitTest {
  private static final Duration FOLLOWS = Duration.ofSeconds(1);

  /** Until a silent connection is taken for dead, and what waited for it is done otherwise. */
  private static final Duration NOTICED = Duration.ofSeconds(5);

  private static final Duration HEALED = Duration.ofSeconds(60);

  private final ServerProcess redis = ServerProcess.redis();
  private final ServerProcess nats = ServerProcess.nats();
  private final FaultProxy redisWay = new FaultProxy(redis.port());
  private final FaultProxy natsWay = new FaultProxy(nats.port());
  private TestForum whole;
  private TestForum cutOff;
  private String board;

  @BeforeEach
  void open() {
    whole = TestForum.with(settings(redis.port(), nats.port()));
    board = whole.board(whole.administrator(), "Poetry");
    cutOff = whole.another(settings(redisWay.port(), natsWay.port()));
  }

  private static Map<String, String> settings(int redis, int nats) {
    var settings = new HashMap<String, String>();
    settings.put("STOA_REDIS_URL", "redis://127.0.0.1:" + redis);
    settings.put("STOA_NATS_URL", "nats://127.0.0.1:" + nats);
    settings.put("STOA_BREAKER_OPEN", "1s");
    return settings;
  }

  @AfterEach
  void close() {
    cutOff.close();
    whole.close();
    redisWay.close();
    natsWay.close();
    nats.close();
    redis.close();
  }

  private void split() {
    redisWay.set(Mode.HOLE);
    natsWay.set(Mode.HOLE);
  }

  private void heal() {
    redisWay.set(Mode.PASS);
    natsWay.set(Mode.PASS);
  }

  private static Visitor at(TestForum forum, Visitor visitor) {
    var other = forum.guest();
    other.cookies().putAll(visitor.cookies());
    return other;
  }

  private static boolean signedIn(Visitor visitor) {
    return !visitor.get("/").expect(200).html().select(".me").isEmpty();
  }

  private static void reply(Visitor author, String topic, String text) {
    String action = Acts.action(topic, "reply");
    author.get(topic).expect(200).form(action).set("body", text).send().expect(303);
  }

  private static void follows(TestForum forum, String page, String text) {
    within(FOLLOWS, text, () -> forum.guest().get(page).expect(200).text().contains(text));
  }

  @Test
  void whatIsWrittenOnEitherSideIsReadOnBothAndNotifiedOnceWhenTheWayIsBack() {
    var sappho = whole.member("Sappho");
    var alcaeus = cutOff.member("Alcaeus");
    String topic = Acts.open(sappho, board, "Told", "text");
    List.of(whole, cutOff).forEach(forum -> forum.guest().get(topic).expect(200));
    split();
    for (int i = 0; i < 5; i++) {
      reply(alcaeus, topic, "from the one side " + i);
      reply(at(whole, alcaeus), topic, "from the other " + i);
      for (var forum : List.of(whole, cutOff)) {
        follows(forum, topic, "from the one side " + i);
        follows(forum, topic, "from the other " + i);
      }
    }
    heal();
    within(HEALED, "all are notified", () -> notified() == 10);
    assertThat(at(cutOff, sappho).get("/notifications").text()).contains("Alcaeus replied");
    within(HEALED, "nothing waits", () -> waiting(whole) + waiting(cutOff) == 0);
    assertThat(notified()).isEqualTo(10);
  }

  private static double waiting(TestForum forum) {
    return forum.metric("forum_outbox_unsent")
        + forum.metric("forum_events_waiting", "consumer", "notifications");
  }

  private long notified() {
    return whole.count("select count(*) from notification where kind = 'REPLY'");
  }

  @Test
  void whoSignsOutOnOneSideIsOutOnTheOther() {
    var sappho = whole.member("Sappho");
    var elsewhere = at(cutOff, sappho);
    assertThat(signedIn(elsewhere)).isTrue();
    split();
    sappho.get("/").form("/logout").send().expect(303);
    within(NOTICED, "she is out", () -> !signedIn(elsewhere));
    heal();
    assertThat(signedIn(elsewhere)).isFalse();
  }
}
