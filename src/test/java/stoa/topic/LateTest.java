package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Alone;
import stoa.support.FaultProxy.Mode;
import stoa.support.Visitor;

/** Writing and reading while the database is away. */
@Alone
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LateTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.behindProxy(Map.of("STOA_BREAKER_OPEN", "1s"));
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  /** Each test leaves the database at hand, also where it failed. */
  @AfterEach
  void leave() {
    forum.proxy().set(Mode.PASS);
    settled();
  }

  private String topic(String title) {
    var form = Acts.topicForm(sappho, board, title, "text");
    // A connection of before may still be found dead: the text is kept then, and posted once.
    var answers = new AtomicReference<>(form.send());
    within(
        Duration.ofSeconds(20),
        "the topic stands",
        () ->
            answers.get().status() == 303
                || answers.updateAndGet(_ -> form.send()).status() == 303);
    settled();
    return answers.get().location();
  }

  private long posts(String body) {
    return forum.count("select count(*) from post where source = '" + body + "'");
  }

  private void appearsOnce(String body) {
    within(Duration.ofSeconds(30), body + " appears", () -> posts(body) == 1);
  }

  private void settled() {
    within(Duration.ofSeconds(30), "drained", () -> forum.metric("forum_spool_entries") == 0);
  }

  private void back() {
    forum.proxy().set(Mode.PASS);
    // Of this page there are no copies; and as often as a breaker wants to see it go well.
    within(
        Duration.ofSeconds(20),
        "the forum is back",
        () -> IntStream.range(0, 4).allMatch(_ -> sappho.get("/notifications").status() == 200));
    within(
        Duration.ofSeconds(20), "writes are back", () -> forum.metric("forum_spool_entries") == 0);
  }

  @Test
  void aReplyIsSafeWhileTheDatabaseIsDownAndAppearsOnce() {
    String topic = topic("Down");
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "kept one");
    forum.proxy().set(Mode.REFUSE);
    var answer = form.send().expect(202);
    assertThat(answer.text()).contains("Your text is safe").contains("kept one");
    form.send().expect(202);
    assertThat(forum.metric("forum_spool_entries")).isEqualTo(1);
    back();
    appearsOnce("kept one");
    form.send().expect(303);
    assertThat(posts("kept one")).isEqualTo(1);
  }

  @Test
  void aFormCanBeOpenedAndSentWhileTheDatabaseIsAway() {
    String topic = topic("Opened late");
    String first = sappho.get(topic).html().select("article.post").attr("id").substring(1);
    forum.proxy().set(Mode.REFUSE);
    var page = sappho.get(Acts.action(topic, "reply") + "?quote=" + first).expect(200);
    assertThat(page.text()).contains("what you send is kept safe").contains("your reply will name");
    var form = page.form(Acts.action(topic, "reply"));
    assertThat(form.set("body", "").send().expect(422).html().select("#body-fault")).isNotEmpty();
    form.set("body", "written in the dark").send().expect(202);
    form.send().expect(202);
    assertThat(forum.metric("forum_spool_entries")).isEqualTo(1);
    assertThat(forum.guest().get(Acts.action(topic, "reply")).status()).isIn(303, 503);
    back();
    appearsOnce("written in the dark");
    assertThat(sappho.get(topic).html().select(".post").last().select(".to").text()).contains("#1");
  }

  @Test
  void aTopicsFormCanBeOpenedAndSentWhileTheDatabaseIsAway() {
    topic("So that she is remembered");
    forum.proxy().set(Mode.REFUSE);
    var form = sappho.get(board + "/new").expect(200).form(board + "/new");
    var wrong = form.set("title", "").set("body", "a topic in the dark").send().expect(422);
    assertThat(wrong.form(board + "/new").value("body")).isEqualTo("a topic in the dark");
    wrong.form(board + "/new").set("title", "Dark topic").send().expect(202);
    back();
    appearsOnce("a topic in the dark");
  }

  @Test
  void anotherTextInTheSameFormIsKeptToo() {
    String topic = topic("Twice in the dark");
    var form = sappho.get(topic).form(Acts.action(topic, "reply"));
    var opening = sappho.get(board + "/new").form(board + "/new").set("title", "Dark pair");
    forum.proxy().set(Mode.REFUSE);
    form.set("body", "dark first").send().expect(202);
    form.set("body", "dark second").send().expect(202);
    opening.set("body", "dark third").send().expect(202);
    opening.set("body", "dark fourth").send().expect(202);
    assertThat(forum.metric("forum_spool_entries")).isEqualTo(4);
    back();
    for (String body : new String[] {"dark first", "dark second", "dark third", "dark fourth"}) {
      appearsOnce(body);
    }
  }

  @Test
  void aTopicIsKeptTheSameWay() {
    var form =
        Acts.topicForm(sappho, board, "Opened in the dark", "a whole topic").set("tags", "night");
    forum.proxy().set(Mode.REFUSE);
    form.send().expect(202);
    back();
    appearsOnce("a whole topic");
  }

  @Test
  void repliesKeepTheirOrder() {
    String topic = topic("Order");
    var page = sappho.get(topic);
    var csrf = page.html().select("input[name=_csrf]").attr("value");
    forum.proxy().set(Mode.REFUSE);
    for (int i = 1; i <= 3; i++) {
      sappho
          .post(
              Acts.action(topic, "reply"),
              Map.of("_csrf", csrf, "_once", "order-" + i, "body", "ordered " + i, "parent", ""))
          .expect(202);
    }
    back();
    settled();
    String order =
        sappho.get(topic).html().select("article .text").eachText().stream()
            .filter(text -> text.startsWith("ordered"))
            .reduce("", (a, b) -> a + b + ",");
    assertThat(order).isEqualTo("ordered 1,ordered 2,ordered 3,");
  }

  @Test
  void aDatabaseThatFallsSilentIsNoticed() {
    String topic = topic("Hole");
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "into the hole");
    forum.proxy().set(Mode.HOLE);
    form.send().expect(202);
    back();
    appearsOnce("into the hole");
  }

  @Test
  void aCommitWhoseAnswerIsLostCountsOnce() {
    String topic = topic("Lost answer");
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "committed unseen");
    forum.proxy().set(Mode.LOSE_COMMIT);
    var answer = form.send();
    assertThat(answer.status()).isIn(202, 303);
    back();
    appearsOnce("committed unseen");
    settled();
    assertThat(posts("committed unseen")).isEqualTo(1);
  }

  @Test
  void whatCanNoLongerBePostedGoesBackToItsAuthor() {
    String topic = topic("Locked meanwhile");
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "too late for this");
    var lock = solon.get(topic).form(Acts.action(topic, "lock"));
    lock.send().expect(303);
    forum.proxy().set(Mode.REFUSE);
    form.send().expect(202);
    back();
    settled();
    assertThat(posts("too late for this")).isZero();
    var page = sappho.get("/notifications").expect(200);
    assertThat(page.text()).contains("too late for this").contains("could not be posted");
    page.html().select("form[action*=forget]").first();
    String forget = page.html().select("form[action*=forget]").attr("action");
    page.form(forget).send().expect(303);
    assertThat(sappho.get("/notifications").text()).doesNotContain("too late for this");
  }

  @Test
  void aStrangerIsNotTakenForAMember() {
    String topic = topic("Stranger");
    var guest = forum.guest();
    forum.proxy().set(Mode.REFUSE);
    var answer = guest.post(Acts.action(topic, "reply"), Map.of("body", "who am I", "_once", "x"));
    assertThat(answer.status()).isIn(303, 403, 503);
    back();
    settled();
    assertThat(posts("who am I")).isZero();
  }

  @Test
  void guestsReadACopyAndTheRestIsToldToComeBack() {
    String topic = topic("Copied");
    var guest = forum.guest();
    guest.get(topic).expect(200);
    forum.proxy().set(Mode.REFUSE);
    long begun = System.nanoTime();
    // What was made lately is used for a second more.
    soon("a copy", () -> guest.get(topic).expect(200).text().contains("saved copy"));
    var copy = guest.get(topic).expect(200);
    assertThat(copy.text()).contains("Copied");
    assertThat(copy.header("Warning")).contains("110");
    var other = guest.get("/u/Sappho").expect(503);
    assertThat(other.header("Retry-After")).isNotEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    back();
    assertThat(guest.get(topic).text()).doesNotContain("saved copy");
  }
}
