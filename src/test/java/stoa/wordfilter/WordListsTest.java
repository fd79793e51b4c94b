package stoa.wordfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Eventually;
import stoa.support.TestDatabase;
import stoa.support.Visitor;

/** Each test watches words of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WordListsTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private Visitor guest;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Market");
    sappho = forum.member("Sappho");
    guest = forum.guest();
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private void watch(String list) {
    solon
        .get("/admin/words")
        .form("/admin/words/paste")
        .set("many", list)
        .set("action", "FLAG")
        .send()
        .expect(303);
  }

  private Visitor.Answer topic(Visitor author, String title, String body) {
    return Acts.topicForm(author, board, title, body).send();
  }

  private Visitor.Answer reply(Visitor author, String topic, String body) {
    return Acts.reply(author, topic, body);
  }

  private String decide(String what, String text) {
    var item =
        IntStream.rangeClosed(1, 9)
            .mapToObj(page -> solon.get("/mod?page=" + page))
            .flatMap(page -> page.html().select("article").stream())
            .filter(article -> article.text().contains(text))
            .findFirst()
            .orElseThrow();
    String form = item.select("form[action$=" + what + "]").attr("action");
    solon.post(form, Map.of("_csrf", item.select("[name=_csrf]").attr("value"))).expect(303);
    return form.split("/")[2];
  }

  @Test
  void aRejectedTextComesBackWithTheReasonBesideItsField() {
    watch("六合彩={BANNED}");
    var again = topic(sappho, "Numbers", "今晚 六 合*彩 开奖").expect(422);
    assertThat(again.html().select("textarea#body").text()).isEqualTo("今晚 六 合*彩 开奖");
    assertThat(again.html().select("#body-fault").text()).contains("六 合*彩");
    assertThat(topic(sappho, "六合彩", "x").expect(422).html().select("#title-fault")).isNotEmpty();
    assertThat(guest.get(board).text()).doesNotContain("Numbers");
  }

  @Test
  void aRejectedEditKeepsTheTextThatWasThere() {
    watch("丙丁戊={BANNED}");
    String topic = topic(sappho, "Edited", "harmless").expect(303).location();
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    var again = sappho.get(edit).form(edit).set("body", "丙 丁 戊").send().expect(422);
    assertThat(again.html().select("textarea#body").text()).isEqualTo("丙 丁 戊");
    assertThat(guest.get(topic).text()).contains("harmless");
  }

  @Test
  void aReplacedWordIsAnotherInTitleAndText() {
    watch("darn=dear\n倭寇=访客");
    String topic = topic(sappho, "D-a-r-n it", "Oh **da\u200Brn**, 倭 寇").expect(303).location();
    var page = guest.get(topic).expect(200).html();
    assertThat(page.select("h1").text()).isEqualTo("dear it");
    assertThat(page.select(".post .text").text()).isEqualTo("Oh dear, 访客");
  }

  @Test
  void aPendingReplyIsSeenByItsAuthorAloneAndTakesTheLastPlaceWhenApproved() {
    watch("甲乙丙={MOD}");
    String topic = topic(sappho, "Waiting", "first").expect(303).location();
    var sent = reply(sappho, topic, "甲-乙-丙 second").follow().expect(200);
    assertThat(sent.text()).contains("waits for a moderator").contains("甲-乙-丙 second");
    assertThat(guest.get(topic).text()).doesNotContain("second").contains("No replies");
    assertThat(reply(solon, topic, "third").follow().text()).contains("third");

    forum.pass(Duration.ofHours(1));
    decide("approve", "甲-乙-丙 second");
    var posts = guest.get(topic).html().select(".post .text").eachText();
    assertThat(posts).containsExactly("first", "third", "甲-乙-丙 second");
    assertThat(guest.get(topic).html().select(".post .place").eachText())
        .containsExactly("Post #1", "Post #2", "Post #3");
    assertThat(guest.get(topic).text()).contains("2 replies");
  }

  @Test
  void aPendingTopicIsNoWhereUntilItIsApproved() {
    watch("丑寅卯={MOD}");
    String topic = topic(sappho, "Hidden topic", "丑寅卯").expect(303).location();
    assertThat(sappho.get(topic).expect(200).text()).contains("waits for a moderator");
    guest.get(topic).expect(404);
    assertThat(guest.get(board).text()).doesNotContain("Hidden topic");
    assertThat(guest.get("/latest").text()).doesNotContain("Hidden topic");
    decide("approve", "丑寅卯");
    assertThat(guest.get(topic).expect(200).text()).contains("丑寅卯");
    assertThat(guest.get(board).text()).contains("Hidden topic");
  }

  @Test
  void anEditCanBePendingAndRemoved() {
    watch("辰巳午={MOD}");
    String topic = topic(sappho, "Turning", "first").expect(303).location();
    String place = reply(sappho, topic, "good reply").expect(303).location();
    String edit = Acts.post(place) + "/edit";
    sappho.get(edit).form(edit).set("body", "辰巳午 bad").send().expect(303);
    assertThat(guest.get(topic).text()).doesNotContain("bad").contains("No replies");
    assertThat(sappho.get(edit).status()).isEqualTo(403);
    decide("remove", "辰巳午 bad");
    assertThat(guest.get(topic).text()).doesNotContain("bad");
    assertThat(sappho.get(topic).text()).doesNotContain("bad");
  }

  @Test
  void aFlaggedPostIsSeenAndListed() {
    watch("未申酉");
    String topic = topic(sappho, "Flagged", "未。申。酉 here").expect(303).location();
    assertThat(guest.get(topic).text()).contains("here");
    String id = decide("approve", "未。申。酉 here");
    assertThat(guest.get(topic).text()).contains("here");
    assertThat(decisions(id)).isEqualTo("APPROVED");
  }

  private String decisions(String post) {
    return ask("select decision from word_hit where post_id = " + post);
  }

  /** One value; "null" for none. */
  private String ask(String query) {
    try (var connection = TestDatabase.connect(forum.database());
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPendingReplyHasNoPlaceBeforeItIsApproved() throws SQLException {
    watch("戌亥子={MOD}");
    String topic = topic(sappho, "Places", "first").expect(303).location();
    String place = reply(sappho, topic, "戌亥子 second").expect(303).location();
    String id = place.replaceAll(".*#p", "");
    assertThat(ask("select position from post where id = " + id)).isEqualTo("null");

    // As a server before this version left it.
    try (var connection = TestDatabase.connect(forum.database());
        var statement = connection.createStatement()) {
      statement.execute("update post set position = -id where id = " + id);
    }
    var shown = sappho.get(topic + "?again").expect(200).html().select("#p" + id);
    assertThat(shown.select(".callout")).hasSize(1);
    assertThat(shown.select(".place")).isEmpty();
    assertThat(decide("approve", "戌亥子 second")).isEqualTo(id);
    assertThat(ask("select position from post where id = " + id)).isEqualTo("2");
    assertThat(guest.get(topic).text()).contains("One reply");
  }

  @Test
  void aReplyThatWasRemovedWhilePendingGetsItsPlaceWhenItIsRestored() {
    watch("午未申={MOD}");
    String topic = topic(sappho, "Second thoughts", "first").expect(303).location();
    reply(sappho, topic, "午未申 second").expect(303);
    String id = decide("remove", "午未申 second");
    reply(solon, topic, "third").expect(303);
    assertThat(guest.get(topic).text()).contains("One reply");
    String token = solon.get(topic).html().select("[name=_csrf]").attr("value");
    solon.post("/p/" + id + "/restore", Map.of("_csrf", token)).expect(303);
    assertThat(guest.get(topic).html().select(".post .text").eachText())
        .containsExactly("first", "third", "午未申 second");
    assertThat(guest.get(topic).html().select(".post .place").eachText())
        .containsExactly("Post #1", "Post #2", "Post #3");
    assertThat(guest.get(topic).text()).contains("2 replies");
  }

  @Test
  void aFlaggedReplyCountsOnceHoweverOftenItsFormComes() {
    watch("卯辰巳");
    String topic = topic(sappho, "Clicks", "first").expect(303).location();
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "卯。辰。巳 here");
    String place = form.send().expect(303).location();
    String id = place.replaceAll(".*#p", "");
    assertThat(form.send().expect(303).location()).contains("/p/" + id);
    assertThat(guest.get(topic).html().select(".post .place").eachText())
        .containsExactly("Post #1", "Post #2");
    assertThat(guest.get(topic).text()).contains("One reply");
    assertThat(
            ask(
                "select count(*) from outbox where kind = 'replied' and body like '%\"postId\":"
                    + id
                    + ",%'"))
        .isEqualTo("1");
    assertThat(ask("select count(*) from word_hit where post_id = " + id)).isEqualTo("1");
  }

  @Test
  void wordsCanBeKeptToABoardAndRolesExempted() {
    String other = forum.board(solon, "Elsewhere");
    String id =
        solon.get("/admin/words").html().select("#board-one option").stream()
            .filter(option -> option.text().equals("Elsewhere"))
            .findFirst()
            .orElseThrow()
            .val();
    solon
        .get("/admin/words")
        .form("/admin/words/add")
        .set("word", "戌亥")
        .set("action", "REJECT")
        .set("board", id)
        .set("message", "Not in this quarter.")
        .send()
        .expect(303);
    topic(sappho, "Here it may", "戌亥").expect(303);
    var form = Acts.topicForm(sappho, other, "x", "戌亥");
    assertThat(form.send().expect(422).text()).contains("Not in this quarter.");

    solon
        .get("/admin/words/allowed")
        .form("/admin/words/exempt")
        .set("group", "5")
        .send()
        .expect(303);
    var exempt = solon.get(other + "/new").form(other + "/new");
    exempt.set("title", "x").set("body", "戌亥").send().expect(303);
    String end =
        solon
            .get("/admin/words/allowed")
            .html()
            .select("form[action^=/admin/words/exempt/]")
            .attr("action");
    solon.get("/admin/words/allowed").form(end).send().expect(303);
  }

  @Test
  void anAllowedWordLetsItPass() {
    watch("公务={BANNED}");
    topic(sappho, "Work", "他是公务员").expect(422);
    solon
        .get("/admin/words/allowed")
        .form("/admin/words/allowed")
        .set("words", "公务员")
        .send()
        .expect(303);
    topic(sappho, "Work", "他是公務員").expect(303);
  }

  @Test
  void theTestBoxShowsFoldingAndHits() {
    watch("迷药={BANNED}");
    var page =
        solon
            .get("/admin/words/test")
            .form("/admin/words/test")
            .set("text", "ＡＢ 迷❤藥")
            .send()
            .expect(200);
    assertThat(page.text()).contains("ab 迷 药").contains("迷❤藥").contains("Reject");
  }

  @Test
  void aDryRunCountsAndChangesNothing() {
    topic(sappho, "Dry", "A zebra walks").expect(303);
    var page =
        solon
            .get("/admin/words/dry-run")
            .form("/admin/words/dry-run")
            .set("words", "zebra={BANNED}")
            .send()
            .expect(200);
    assertThat(page.text()).contains("in one post").contains("A zebra walks");
    topic(sappho, "Dry again", "Another zebra").expect(303);
  }

  @Test
  void anotherServersChangeIsTakenUp() throws SQLException {
    try (var connection = TestDatabase.connect(forum.database());
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into watched_word (word, action, created_at, created_by)"
              + " values ('okapi', 'REJECT', now(), (select min(id) from account))");
      statement.execute("update word_version set version = version + 1");
    }
    Eventually.soon(
        "the other server's word counts here",
        () -> topic(sappho, "Okapi", "okapi").status() == 422);
  }

  @Test
  void theListCanBeFilteredExportedAndPastedBack() {
    watch("quagga=zebra\ndodo={BANNED}\n# a remark\nauk");
    var list = solon.get("/admin/words?part=quagga").expect(200);
    assertThat(list.html().select(".tree li")).hasSize(1);
    assertThat(solon.get("/admin/words/export").body())
        .contains("quagga=zebra\n", "dodo={BANNED}\n", "auk={FLAG}\n");
    var wrong =
        solon
            .get("/admin/words")
            .form("/admin/words/paste")
            .set("many", "fine\n***")
            .send()
            .expect(422);
    assertThat(wrong.html().select("textarea#many").text()).contains("***");
    solon
        .get("/admin/words?part=quagga")
        .form(list.html().select("form[action$=/delete]").attr("action"))
        .send()
        .expect(303);
    assertThat(solon.get("/admin/words?part=quagga").html().select(".tree li")).isEmpty();
  }

  @Test
  void onlyAdministratorsAndModeratorsComeIn() {
    guest.get("/mod").expect(303);
    sappho.get("/mod").expect(403);
    sappho.get("/admin/words").expect(403);
    sappho.get("/admin/words/export").expect(403);
    sappho.get("/admin/words/dry-run").expect(403);
  }
}
