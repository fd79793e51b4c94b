package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.support.Acts;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** Two servers on one database, one Redis and one NATS. */
final class SharedTest {
  private final ServerProcess redis = ServerProcess.redis();
  private final ServerProcess nats = ServerProcess.nats();
  private TestForum one;
  private TestForum two;

  @BeforeEach
  void open() {
    var settings =
        Map.of(
            "STOA_REDIS_URL",
            "redis://127.0.0.1:" + redis.port(),
            "STOA_NATS_URL",
            "nats://127.0.0.1:" + nats.port(),
            "STOA_LIMITS_LOGIN_FAILURES",
            "5",
            "STOA_BREAKER_OPEN",
            "500ms");
    one = TestForum.with(settings);
    two = one.another(settings);
  }

  @AfterEach
  void close() {
    two.close();
    one.close();
    nats.close();
    redis.close();
  }

  /** The same browser at the other server. */
  private static Visitor at(TestForum forum, Visitor visitor) {
    var other = forum.guest();
    other.cookies().putAll(visitor.cookies());
    return other;
  }

  private static boolean signedIn(Visitor visitor) {
    return !visitor.get("/").html().select(".me").isEmpty();
  }

  @Test
  void whoSignsOutAtOneServerIsOutAtTheOther() {
    var sappho = one.member("Sappho");
    var elsewhere = at(two, sappho);
    assertThat(signedIn(elsewhere)).isTrue();
    sappho.get("/").form("/logout").send().expect(303);
    assertThat(signedIn(elsewhere)).isFalse();
  }

  /** Not as long as this server receives who is signed out on others; see NearCopiesTest. */
  @Test
  void whoReadsOnAsksRedisNoMore() {
    var sappho = one.member("Sappho").forget("wrote");
    soon("the member is known", () -> reads(sappho) == 0);
    for (int i = 0; i < 20; i++) {
      assertThat(reads(sappho)).isZero();
    }
  }

  /** How many commands to Redis their page costs. */
  private double reads(Visitor visitor) {
    double before = one.metric("forum_redis_command_duration_seconds_count");
    assertThat(signedIn(visitor)).isTrue();
    return one.metric("forum_redis_command_duration_seconds_count") - before;
  }

  @Test
  void wrongPasswordsAreCountedTogether() {
    var _ = one.member("Sappho");
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      var forum = i % 2 == 0 ? one : two;
      var answer = Acts.signIn(forum.guest(), "Sappho", "wrong number " + i);
      refused += answer.status() == 429 ? 1 : 0;
    }
    assertThat(refused).isGreaterThanOrEqualTo(6);
  }

  @Test
  void withoutRedisNobodyIsSignedOutAndPostingGoesOn() {
    var solon = two.administrator(); // who starts last makes the link that counts
    String board = two.board(solon, "Poetry");
    var sappho = one.member("Sappho");
    redis.kill();
    for (int i = 0; i < 10; i++) {
      assertThat(signedIn(sappho)).isTrue();
      Acts.topicForm(sappho, board, "Without " + i, "text").send().expect(303);
    }
    soon("it is told", () -> one.metric("forum_redis_failures_total") > 0);
    redis.start();
    within(Duration.ofSeconds(10), "signed in still", () -> signedIn(at(two, sappho)));
  }

  /** Both have their own copies of the lists; with and without Redis they follow each other. */
  @Test
  void whatIsPostedAtOneServerIsOnTheListsOfTheOther() {
    var solon = two.administrator(); // who starts last makes the link that counts
    String board = two.board(solon, "Poetry");
    var sappho = one.member("Sappho");
    for (int i = 0; i < 6; i++) {
      if (i == 3) {
        redis.kill();
      }
      String title = "Listed " + i;
      for (var forum : List.of(one, two)) {
        for (String list : List.of("/", board, "/latest")) {
          assertThat(forum.guest().get(list).expect(200).text()).doesNotContain(title);
        }
      }
      var form = sappho.get(board + "/new").form(board + "/new");
      form.set("title", title).set("body", "text").send().expect(303);
      for (String list : List.of("/", board, "/latest")) {
        assertThat(one.guest().get(list).text()).as(list + " at once").contains(title);
      }
      for (String list : List.of("/", board, "/latest")) {
        within(
            Duration.ofSeconds(1),
            list + " at the other",
            () -> two.guest().get(list).text().contains(title));
      }
    }
  }

  @Test
  void whatHappensAtOneServerIsNotifiedAtTheOtherOnce() {
    var solon = two.administrator(); // who starts last makes the link that counts
    String board = two.board(solon, "Poetry");
    var sappho = one.member("Sappho");
    var alcaeus = two.member("Alcaeus");
    String topic = Acts.open(sappho, board, "Told", "text");
    String action = Acts.action(topic, "reply");
    for (int i = 0; i < 20; i++) {
      alcaeus.get(topic).form(action).set("body", "reply " + i).send().expect(303);
    }
    within(
        Duration.ofSeconds(20),
        "all are notified",
        () -> one.count("select count(*) from notification where kind = 'REPLY'") == 20);
    assertThat(at(two, sappho).get("/notifications").text()).contains("Alcaeus replied");
  }
}
