package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Acts;
import stoa.support.Visitor;

/**
 * Three servers behind a proxy that asks them in turn: one forum, whoever answers. What three of
 * them keep, two do as well; {@code SharedTest} has two.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NodesTest {
  private static final Duration FOLLOWS = Duration.ofSeconds(1);

  private static final int COUNT = 3;

  private Cluster cluster;

  @BeforeAll
  void start() throws Exception {
    cluster = new Cluster(COUNT);
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
  }

  @Test
  void aMemberSeesHisOwnAtOnceAndOthersWithinASecond() {
    var sappho = cluster.member("Sappho");
    var alcaeus = cluster.member("Alcaeus");
    for (int round = 0; round < 5; round++) {
      String title = "Seen " + round;
      List<String> lists = List.of("/", cluster.board(), "/latest");
      for (var node : cluster.nodes()) {
        for (String list : lists) {
          assertThat(new Visitor(node.url()).get(list).text()).doesNotContain(title);
          assertThat(Cluster.at(node, alcaeus).forget("wrote").get(list).text())
              .doesNotContain(title);
        }
      }
      String topic = cluster.topic(sappho, title);
      for (var node : cluster.nodes()) {
        for (String list : lists) {
          assertThat(Cluster.at(node, sappho).get(list).text()).as("at once").contains(title);
        }
        assertThat(Cluster.at(node, sappho).get(topic).expect(200).text()).contains(title);
      }
      for (var node : cluster.nodes()) {
        for (String list : lists) {
          follows(new Visitor(node.url()), list, title);
          follows(Cluster.at(node, alcaeus).forget("wrote"), list, title);
        }
      }
    }
  }

  private static void follows(Visitor reader, String page, String text) {
    within(FOLLOWS, text + " on " + page, () -> reader.get(page).text().contains(text));
  }

  /**
   * Their requests go to the servers in turn, so each is answered by another than the one before.
   */
  @Test
  void aMemberWritesLikesAndSearchesWhoeverAnswers() {
    var alcman = cluster.member("Alcman");
    var ibycus = cluster.member("Ibycus");
    String topic = cluster.topic(alcman, "Halcyons");
    for (int i = 0; i < 2 * COUNT; i++) {
      reply(ibycus, topic, "reply " + i);
      assertThat(ibycus.get(topic).text()).contains("reply " + i);
    }
    String like = ibycus.get(topic).html().select("form[action$=/like]").attr("action");
    ibycus.get(topic).form(like).send().expect(303);
    for (var node : cluster.nodes()) {
      var there = Cluster.at(node, ibycus).get(topic).html();
      assertThat(there.select("form[action$=/unlike]")).hasSize(1);
      follows(Cluster.at(node, alcman).forget("wrote"), topic, "1 point");
      follows(new Visitor(node.url()), topic, "1 point");
      isFound(new Visitor(node.url()), "Halcyons");
    }
    for (var node : cluster.nodes()) {
      String address = Cluster.address(node);
      assertThat(cluster.asked()).anyMatch(line -> line.startsWith(address + " 303 POST /t/"));
    }
  }

  /**
   * An index lags by a second or two; what a killed server was to bring to it comes again in 30.
   */
  private static void isFound(Visitor reader, String title) {
    within(
        Duration.ofSeconds(40),
        title + " is found",
        () ->
            !reader
                .get("/search?q=" + title)
                .html()
                .select("main a:contains(" + title + ")")
                .isEmpty());
  }

  @Test
  void whoSignsOutIsOutEverywhereAndLimitsAreOne() {
    var corinna = cluster.member("Corinna");
    for (var node : cluster.nodes()) {
      knows(node, Cluster.at(node, corinna));
    }
    var before = cluster.guest();
    before.cookies().putAll(corinna.cookies());
    corinna.get("/").form("/logout").send().expect(303);
    for (var node : cluster.nodes()) {
      assertThat(signedIn(Cluster.at(node, before))).isFalse();
    }
    long allowed =
        java.util.stream.IntStream.range(0, 12)
            .filter(i -> wrongPassword("Corinna", "wrong number " + i) != 429)
            .count();
    assertThat(allowed).isEqualTo(5); // limits.login.failures
  }

  @Test
  void whoChangesHisPasswordIsOutEverywhereElse() {
    var here = cluster.member("Telesilla");
    var elsewhere = cluster.guest();
    var form = elsewhere.get("/login").form("/login");
    form.set("username", "Telesilla").set("password", TestForum.PASSWORD).send().expect(303);
    for (var node : cluster.nodes()) {
      knows(node, Cluster.at(node, elsewhere));
    }
    var change = here.get("/settings").form("/settings/password");
    change.set("old_password", TestForum.PASSWORD).set("password", "another to remember");
    change.send().expect(303);
    for (var node : cluster.nodes()) {
      assertThat(signedIn(Cluster.at(node, elsewhere))).isFalse();
      assertThat(signedIn(Cluster.at(node, here))).isTrue();
    }
  }

  /** From then on it asks nobody who they are. */
  private static void knows(ServedForum node, Visitor visitor) {
    String hits = "forum_cache_requests_total{cache=\"sessions_near\",result=\"hit\",}";
    soon(
        "the member is known",
        () -> {
          double before = node.metric(hits);
          return signedIn(visitor) && node.metric(hits) > before;
        });
  }

  private static boolean signedIn(Visitor visitor) {
    return !visitor.get("/").expect(200).html().select(".me").isEmpty();
  }

  private int wrongPassword(String name, String password) {
    return Acts.signIn(cluster.guest(), name, password).status();
  }

  /**
   * The one that leads is killed: it takes seconds until another does, which what has changed must
   * not wait for.
   */
  @Test
  void aNodeThatIsKilledUnderLoadLosesNothing() throws Exception {
    var anacreon = cluster.member("Anacreon");
    String topic = cluster.topic(anacreon, "Killed");
    String quiet = cluster.topic(anacreon, "Quiet");
    try (var crowd = crowd("Kill", topic)) {
      crowd.goesOn(60, 12);
      var victim = leader();
      var others = cluster.nodes().stream().filter(node -> node != victim).toList();
      others.forEach(node -> new Visitor(node.url()).get(quiet).expect(200));
      victim.killServer();
      reply(Cluster.at(others.getFirst(), anacreon), quiet, "while nobody leads");
      others.forEach(node -> follows(new Visitor(node.url()), quiet, "while nobody leads"));
      crowd.goesOn(60, 12);
      victim.startServer();
      soon("it is asked again", () -> answers(Cluster.address(victim)));
      crowd.goesOn(60, 12);
      crowd.close();
      check(crowd, topic);
    }
  }

  private static void reply(Visitor author, String topic, String text) {
    String action = Acts.action(topic, "reply");
    author.get(topic).form(action).set("body", text).send().expect(303);
  }

  @Test
  void aRollingRestartLosesNoRequest() throws Exception {
    String topic = cluster.topic(cluster.member("Stesichorus"), "Rolled");
    try (var crowd = crowd("Roll", topic)) {
      crowd.goesOn(60, 12);
      for (var node : cluster.nodes()) {
        node.stopServer();
        node.startServer();
      }
      crowd.goesOn(60, 12);
      crowd.close();
      check(crowd, topic);
    }
  }

  private ServedForum leader() {
    within(Duration.ofSeconds(10), "one leads", () -> leaders().size() == 1);
    return leaders().getFirst();
  }

  private List<ServedForum> leaders() {
    return cluster.nodes().stream()
        .filter(node -> node.metric("forum_outbox_leading") == 1)
        .toList();
  }

  private boolean answers(String address) {
    return cluster.asked().getLast().startsWith(address + " 200 ");
  }

  private Crowd crowd(String name, String topic) {
    var crowd = new Crowd();
    List<String> pages = List.of("/", topic, cluster.board(), "/latest");
    crowd.reads(cluster.guest(), pages);
    crowd.reads(cluster.guest().header("Accept-Language", "zh-CN"), pages);
    crowd.reads(cluster.member(name + "Reader"), pages);
    for (int i = 1; i <= 2; i++) {
      String poster = name + "Poster" + i;
      crowd.posts(cluster.member(poster), poster, topic);
    }
    return crowd;
  }

  private void check(Crowd crowd, String topic) {
    System.out.println(
        COUNT + " nodes: read " + crowd.read() + ", posted " + crowd.acknowledged().size());
    assertThat(crowd.failed())
        .as(() -> "by " + cluster.asked().stream().filter(line -> line.contains(" 50")).toList())
        .isEmpty();
    assertThat(cluster.replies(topic)).containsExactlyInAnyOrderElementsOf(crowd.acknowledged());
  }
}
