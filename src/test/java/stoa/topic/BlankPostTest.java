package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.FaultProxy.Mode;
import stoa.support.Visitor;

/** Texts of which nothing would be seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BlankPostTest {
  private TestForum forum;
  private Visitor sappho;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.behindProxy(Map.of("STOA_BREAKER_OPEN", "1s"));
    board = forum.board(forum.administrator(), "Poetry");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private Visitor.Form opening(String title) {
    return sappho.get(board + "/new").form(board + "/new").set("title", title);
  }

  private static void refused(Visitor.Answer answer, String action, String body) {
    assertThat(answer.expect(422).html().select("#body-fault").text()).isNotEmpty();
    assertThat(answer.form(action).value("body").strip()).isEqualTo(body.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[公告]: 明天停机",
        "[Update]: fixed",
        "[^1]: only a note",
        "&nbsp;",
        "&#8203;",
        "&#x180B;",
        "#",
        "> ",
        "```\n```",
        "---",
        "- \n- ",
        "[](https://example.org/)",
        "** **\n\u200b",
        " \u180b\u17b4\u3164\u2028"
      })
  void aTextOfWhichNothingShowsComesBack(String body) {
    refused(
        opening("Blank").set("body", body).send(), board + "/new", body.replace('\u2028', '\n'));
  }

  @Test
  void aReplyAndAnEditAreHeldToTheSame() {
    String topic = opening("Seen").set("body", "seen").send().expect(303).location();
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    String blank = "[Update]: fixed";
    var reply = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", blank).send();
    refused(reply, Acts.action(topic, "reply"), blank);
    assertThat(reply.text()).contains("Nothing of this would show");
    refused(sappho.get(edit).form(edit).set("body", blank).send(), edit, blank);
    assertThat(sappho.get(topic).html().select(".post .text").text()).isEqualTo("seen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u3164", "\u180b\u200d", "\u17b4\ufff3\u2800"})
  void aTitleThatCannotBeSeenComesBack(String title) {
    var answer = opening(title).set("body", "kept text").send().expect(422);
    assertThat(answer.html().select("#title-fault").text()).isNotEmpty();
    assertThat(answer.form(board + "/new").value("body")).isEqualTo("kept text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n\n[x]: https://example.org\n\n[x]",
        "?",
        "😀",
        "![](https://example.org/a.png)",
        "- [x]  \n- b",
        "<br>",
        "&copy;",
        "\\[公告]: 明天停机"
      })
  void aTextOfWhichSomethingShowsIsPosted(String body) {
    opening("Shown").set("body", body).send().expect(303);
  }

  @Test
  void aBlankTextSentWhileTheDatabaseIsAwayGoesBackToItsAuthor() {
    String topic = opening("Dark").set("body", "x").send().expect(303).location();
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "[Night]: gone");
    forum.proxy().set(Mode.REFUSE);
    form.send().expect(202);
    forum.proxy().set(Mode.PASS);
    within(
        Duration.ofSeconds(30),
        "it goes back",
        () -> sappho.get("/notifications").text().contains("[Night]: gone"));
    assertThat(sappho.get("/notifications").text()).contains("Nothing of this would show");
  }
}
