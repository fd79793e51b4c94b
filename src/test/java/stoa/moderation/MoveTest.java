package stoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Moderators move topics to other boards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MoveTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor ann;
  private String square;
  private String cabinet;

  @BeforeAll
  void open() {
    forum = TestForum.with(Map.of("STOA_LIMITS_SEARCHES_PER_MINUTE", "10000"));
    solon = forum.administrator();
    ann = forum.member("Ann");
    square = forum.board(solon, "Square");
    var page = solon.get("/admin/boards");
    page.form("/admin/boards")
        .set("title", "Cabinet")
        .set("parent", page.html().select("select#parent option:matches(Agora)").last().val())
        .set("purpose", "STAFF")
        .send()
        .expect(303);
    cabinet = "/b/cabinet";
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private String id(String board) {
    return ""
        + forum.count(
            "select id from board where slug = '" + board.substring("/b/".length()) + "'");
  }

  private Visitor.Answer move(String topic, String board) {
    String form = Acts.action(topic, "move");
    return solon.get(form).form(form).set("board", id(board)).send();
  }

  private long count(String board, String what) {
    return forum.count("select " + what + " from board where id = " + id(board));
  }

  private String results(Visitor who, String word) {
    return who.get("/search?q=" + word).expect(200).html().select(".list-head, .results").text();
  }

  @Test
  void aTopicThatIsMovedOutOfSightIsGoneAtOnceAndBackAgain() {
    String topic = Acts.open(ann, square, "Zyxmoved", "zyxword");
    Acts.reply(ann, topic, "zyxword again").expect(303);
    long topics = count(square, "topic_count");
    soon("found", () -> results(forum.guest(), "zyxword").contains("Zyxmoved"));
    var pages = List.of("/", "/latest", square, topic, "/u/Ann", "/latest.atom");
    pages.forEach(page -> assertThat(forum.guest().get(page).body()).as(page).contains("Zyxmoved"));

    move(topic, cabinet).expect(303);
    pages.forEach(
        page -> assertThat(forum.guest().get(page).body()).as(page).doesNotContain("Zyxmoved"));
    ann.get(topic).expect(404);
    assertThat(results(forum.guest(), "zyxword")).doesNotContain("Zyxmoved");
    soon("not counted", () -> results(ann, "zyxword").equals(results(ann, "zyxnobodyswrote")));
    assertThat(count(square, "topic_count")).isEqualTo(topics - 1);
    assertThat(count(cabinet, "topic_count")).isEqualTo(1);
    assertThat(count(cabinet, "post_count")).isEqualTo(2);
    assertThat(solon.get(cabinet).text()).contains("Zyxmoved");
    assertThat(results(solon, "zyxword")).contains("Zyxmoved");

    move(topic, square).expect(303);
    pages.forEach(page -> assertThat(forum.guest().get(page).body()).as(page).contains("Zyxmoved"));
    assertThat(count(square, "topic_count")).isEqualTo(topics);
    assertThat(count(cabinet, "post_count")).isZero();
    assertThat(count(cabinet, "coalesce(last_post_id, 0)")).isZero();
    soon("found again", () -> results(forum.guest(), "zyxword").contains("Zyxmoved"));
  }

  @Test
  void itsAuthorIsNotified() {
    String topic = Acts.open(ann, square, "Told of", "text");
    String other = forum.board(solon, "Beside it");
    move(topic, other).expect(303);
    soon("notified", () -> ann.get("/notifications").text().contains("Told of"));
  }

  @Test
  void nobodyElseMayAndNothingIsMovedNowhere() {
    String topic = Acts.open(ann, square, "Stays", "text");
    String form = Acts.action(topic, "move");
    ann.get(form).expect(403);
    var token = ann.get("/settings").html().select("[name=_csrf]").attr("value");
    ann.post(form, Map.of("_csrf", token, "board", id(square))).expect(403);
    ann.post(form, Map.of("_csrf", token, "board", id(cabinet))).expect(400);
    var own = solon.get("/settings").html().select("[name=_csrf]").attr("value");
    for (String board : List.of("", "4711", "x", "1")) {
      assertThat(solon.post(form, Map.of("_csrf", own, "board", board)).expect(400).text())
          .contains("takes no topics");
    }
    solon.get("/t/4711/move").expect(404);
    assertThat(forum.guest().get(form).expect(303).location()).startsWith("/login");
    solon.post(form, Map.of("_csrf", own, "board", id(square))).expect(303);
    assertThat(forum.guest().get(square).text()).contains("Stays");
  }
}
