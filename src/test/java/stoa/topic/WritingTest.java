package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WritingTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private String topic(Visitor author, String title, String body) {
    return Acts.open(author, board, title, body);
  }

  private Visitor.Answer reply(Visitor author, String topic, String body) {
    return Acts.reply(author, topic, body);
  }

  @Test
  void aTopicIsShownWithItsTextRenderedAndItsTags() {
    String topic =
        Acts.topicForm(sappho, board, "On *apples*", "Some **say** <b>horse</b>")
            .set("tags", "Fruit, 水果")
            .send()
            .expect(303)
            .location();
    var page = sappho.get(topic).expect(200).html();
    assertThat(page.select("h1").text()).isEqualTo("On *apples*");
    assertThat(page.select(".post .text").html())
        .contains("<strong>say</strong>")
        .contains("&lt;b&gt;horse");
    assertThat(page.select(".tag").eachText()).containsExactly("fruit", "水果");
    assertThat(forum.guest().get("/tag/%E6%B0%B4%E6%9E%9C").expect(200).body())
        .contains("On *apples*");
  }

  @Test
  void aChineseTitleKeepsItsCharactersInTheAddress() {
    String topic = topic(sappho, "诗与远方：2026", "你好");
    assertThat(java.net.URLDecoder.decode(topic, java.nio.charset.StandardCharsets.UTF_8))
        .endsWith("/诗与远方-2026");
    forum.guest().get(topic).expect(200);
  }

  @Test
  void anotherSlugAndFirstPageWithANumberAreSentOn() {
    String topic = topic(sappho, "Canonical", "x");
    String id = topic.split("/")[2];
    assertThat(forum.guest().get("/t/" + id + "/else").expect(301).location()).endsWith(topic);
    assertThat(forum.guest().get("/t/" + id).expect(301).location()).endsWith(topic);
    assertThat(forum.guest().get(topic + "?page=1").expect(301).location()).endsWith(topic);
    forum.guest().get(topic + "?page=2").expect(404);
    forum.guest().get(topic + "?page=x").expect(404);
  }

  @Test
  void theTwentyFirstPostStandsOnPageTwoAndItsPermalinkLeadsThere() {
    String topic = topic(sappho, "Long", "first");
    String last = "";
    for (int i = 0; i < 20; i++) {
      last = reply(sappho, topic, "reply " + i).expect(303).location();
    }
    assertThat(last).contains("?page=2#p");
    String id = last.substring(last.indexOf("#p") + 2);
    assertThat(forum.guest().get("/p/" + id).location()).endsWith(last);
    assertThat(forum.guest().get(topic + "?page=2").html().select(".post")).hasSize(1);
    assertThat(forum.guest().get(topic).html().select(".post")).hasSize(20);
    assertThat(forum.guest().get(board).body()).contains("to page 2");
  }

  @Test
  void aFormSentTwiceCountsOnce() {
    String topic = topic(sappho, "Once", "x");
    var form = sappho.get(topic).form(Acts.action(topic, "reply")).set("body", "only once");
    String first = form.send().expect(303).location();
    String second = form.send().expect(303).location();
    assertThat(sappho.get(second).location()).endsWith(first);
    assertThat(sappho.get(topic).html().select(".post")).hasSize(2);
  }

  /** Back, and a second answer in the same form. */
  @Test
  void aFormSentAgainWithAnotherTextIsAnotherPost() {
    String topic = topic(sappho, "Twice meant", "x");
    var form = sappho.get(topic).form(Acts.action(topic, "reply"));
    String first = form.set("body", "the first answer").send().expect(303).location();
    String second = form.set("body", "the second answer").send().expect(303).location();
    assertThat(second).isNotEqualTo(first);
    form.send().expect(303);
    assertThat(sappho.get(topic).html().select(".post .text").eachText())
        .containsExactly("x", "the first answer", "the second answer");
  }

  @Test
  void aTopicsFormSentAgainWithAnotherTextIsAnotherTopic() {
    var form = sappho.get(board + "/new").form(board + "/new").set("title", "One of two");
    String first = form.set("body", "same").send().expect(303).location();
    String second = form.set("title", "Two of two").send().expect(303).location();
    assertThat(form.send().expect(303).location()).contains("/p/");
    assertThat(second).isNotEqualTo(first);
    assertThat(sappho.get(board).body()).contains("One of two").contains("Two of two");
    assertThat(forum.count("select count(*) from topic where title = 'One of two'")).isEqualTo(1);
    assertThat(forum.count("select count(*) from topic where title = 'Two of two'")).isEqualTo(1);
  }

  @Test
  void aQuoteBringsCodeAsCode() {
    String topic = topic(sappho, "Code", "    if (x)\n        y();\n\nend");
    String link = sappho.get(topic).html().select(".post .actions a[href*=quote]").attr("href");
    sappho.get(link).form(link.substring(0, link.indexOf('?'))).send().expect(303);
    var posts = sappho.get(topic).html().select(".post .text");
    assertThat(posts.last().select("blockquote code").eachText())
        .isEqualTo(posts.first().select("code").eachText())
        .hasSize(1);
  }

  @Test
  void aQuoteBringsTheTextAndItsAuthor() {
    String topic = topic(sappho, "Quoted", "line one\n\nline two");
    String link = sappho.get(topic).html().select(".post .actions a[href*=quote]").attr("href");
    var form = sappho.get(link).form(Acts.action(topic, "reply"));
    assertThat(form.value("body")).contains("> **Sappho**").contains("> line one\n>\n> line two");
    form.set("body", form.value("body") + "Indeed.").send().expect(303);
    var page = sappho.get(topic).html();
    assertThat(page.select(".post").last().select("blockquote").text()).contains("line two");
    assertThat(page.select(".post").last().select(".to").text()).contains("#1").contains("Sappho");
  }

  @Test
  void anEditChangesTextTitleAndAddressAndSaysSo() {
    String topic = topic(sappho, "Befor", "wrong");
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    sappho.get(edit).form(edit).set("title", "After").set("body", "right").send().expect(303);
    var page = forum.guest().open("/t/" + topic.split("/")[2]).html();
    assertThat(page.select("h1").text()).isEqualTo("After");
    assertThat(page.select(".text").text()).isEqualTo("right");
    assertThat(page.select(".edited")).isNotEmpty();
  }

  @Test
  void anEditBasedOnAnOlderTextOverwritesNothing() {
    String topic = topic(sappho, "Conflict", "one");
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    var early = solon.get(edit).form(edit).set("body", "by Solon");
    sappho.get(edit).form(edit).set("body", "by Sappho").send().expect(303);
    var refused = early.send().expect(409);
    assertThat(refused.html().select("#theirs").text()).contains("by Sappho");
    assertThat(refused.form(edit).value("body")).isEqualTo("by Solon");
  }

  /** Its answer was lost on the way, and a proxy or the member sends it again. */
  @Test
  void anEditSentTwiceIsNoConflict() {
    String topic = topic(sappho, "Twice", "one");
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    var form = sappho.get(edit).form(edit).set("body", "two");
    String first = form.send().expect(303).location();
    assertThat(form.send().expect(303).location()).isEqualTo(first);
    String again = sappho.get(edit).form(edit).value("version");
    assertThat(again).isEqualTo("1");
  }

  @Test
  void whoIsNotTheAuthorCanNeitherEditNorDelete() {
    String topic = topic(sappho, "Mine", "x");
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    var alcaeus = forum.member("Alcaeus");
    alcaeus.get(edit).expect(403);
    String csrf = alcaeus.get("/settings").html().select("input[name=_csrf]").attr("value");
    alcaeus.post(edit, Map.of("_csrf", csrf, "body", "mine now", "title", "t")).expect(403);
    alcaeus.post(edit.replace("/edit", "/delete"), Map.of("_csrf", csrf)).expect(403);
    assertThat(forum.guest().get(topic).html().select(".text").text()).isEqualTo("x");
  }

  @Test
  void aDeletedReplyKeepsItsPlaceAndComesBack() {
    String topic = topic(sappho, "Delete", "x");
    reply(sappho, topic, "to be deleted").expect(303);
    reply(sappho, topic, "stays").expect(303);
    String action = sappho.get(topic).html().select("form[action$=/delete]").get(1).attr("action");
    sappho.get(topic).form(action).send().expect(303);
    var seen = forum.guest().get(topic).html();
    assertThat(seen.text()).doesNotContain("to be deleted").contains("One reply");
    assertThat(seen.select(".post .place").eachText())
        .containsExactly("Post #1", "Post #2", "Post #3");
    sappho.get(topic).form(action.replace("delete", "restore")).send().expect(303);
    assertThat(forum.guest().get(topic).text()).contains("to be deleted").contains("2 replies");
  }

  private void press(Visitor who, String page, String action) {
    String csrf = who.get(page).html().select("input[name=_csrf]").attr("value");
    who.post(action, Map.of("_csrf", csrf)).expect(303);
  }

  @Test
  void deletedPostsInARowAreOneLineWithTheirAnchors() {
    String topic = topic(sappho, "A row", "x");
    String first = Acts.post(reply(sappho, topic, "one gone").expect(303).location());
    String second = Acts.post(reply(sappho, topic, "two gone").expect(303).location());
    reply(sappho, topic, "stays").expect(303);
    press(solon, topic, first + "/delete");
    press(solon, topic, second + "/delete");
    for (var reader : new Visitor[] {forum.guest(), forum.member("Rower"), sappho}) {
      var page = reader.get(topic).html();
      assertThat(page.select("p.gone").eachText()).containsExactly("2 posts were deleted here.");
      assertThat(page.select("#p" + first.substring(3))).hasSize(1);
      assertThat(page.select(".post .place").eachText()).containsExactly("Post #1", "Post #4");
    }
    assertThat(forum.guest().header("Accept-Language", "zh-CN").get(topic).text())
        .contains("此处有 2 个帖子已删除");
    assertThat(solon.get(topic).text()).contains("one gone").contains("two gone");
    press(solon, topic, second + "/restore");
    assertThat(forum.guest().get(topic).text()).contains("two gone").contains("This post was");
  }

  @Test
  void aPageOfDeletedPostsIsNotOfferedAndLeadsToTheNearest() {
    String topic = topic(sappho, "Three pages", "x");
    String[] posts = new String[42];
    for (int i = 2; i <= 41; i++) {
      posts[i] = Acts.post(reply(sappho, topic, "text " + i).expect(303).location());
    }
    String last = topic + "?page=3";
    assertThat(forum.guest().get(topic).html().select(".pager a[href*='page=3']")).isNotEmpty();
    forum.guest().get(last).expect(200);
    press(solon, topic, posts[41] + "/delete");
    for (var reader : new Visitor[] {forum.guest(), forum.member("Pager")}) {
      assertThat(reader.get(topic).html().select("a[href*='page=3']")).isEmpty();
      assertThat(reader.get(last).expect(302).location()).endsWith("?page=2");
    }
    assertThat(solon.get(last).expect(200).text()).contains("text 41");
    press(solon, topic, posts[41] + "/restore");
    assertThat(forum.guest().get(last).expect(200).text()).contains("text 41");
    for (int i = 21; i <= 40; i++) {
      press(solon, topic, posts[i] + "/delete");
    }
    var page = forum.guest().get(topic).html();
    assertThat(page.select("a[href*='page=2']")).isEmpty();
    assertThat(page.select("a[rel=next]").attr("href")).endsWith("?page=3");
    assertThat(forum.guest().get(topic + "?page=2").expect(302).location()).endsWith(topic);
    assertThat(solon.get(topic).html().select("a[href*='page=2']")).isNotEmpty();
  }

  @Test
  void aTopicWithoutRepliesIsGoneWhenItsAuthorDeletesIt() {
    String topic = topic(sappho, "Gone", "x");
    String action = sappho.get(topic).html().select("form[action$=/delete]").attr("action");
    sappho.get(topic).form(action).send().expect(303);
    forum.guest().get(topic).expect(410);
    assertThat(forum.guest().get(board).text()).doesNotContain("Gone");
    sappho.get(topic).form(action.replace("delete", "restore")).send().expect(303);
    forum.guest().get(topic).expect(200);
  }

  @Test
  void replyToLockedTopicIsRefusedAndTheTextStaysOnThePage() {
    String topic = topic(sappho, "Locked", "x");
    String id = topic.split("/")[2];
    var form =
        sappho.get(topic).form("/t/" + id + "/reply").set("body", "a long text that took an hour");
    solon.get(topic).form("/t/" + id + "/lock").send().expect(303);
    assertThat(form.send().expect(403).html().select("textarea[name=body]").text())
        .isEqualTo("a long text that took an hour");
    assertThat(sappho.get(topic).text()).contains("takes no more replies");
  }

  @Test
  void aPinnedTopicStandsFirst() {
    String pinned = topic(sappho, "Pinned one", "x");
    topic(sappho, "Newer", "x");
    solon.get(pinned).form(Acts.action(pinned, "pin")).send().expect(303);
    assertThat(forum.guest().get(board).html().select(".topic h3").first().text())
        .isEqualTo("pinned Pinned one");
    solon.get(pinned).form(Acts.action(pinned, "unpin")).send().expect(303);
  }

  @Test
  void wrongFormsComeBackWithTextAndFault() {
    var form = sappho.get(board + "/new").form(board + "/new");
    var empty = form.set("title", " \u200b ").set("body", "kept text").send().expect(422);
    assertThat(empty.html().select("#title-fault").text()).isNotEmpty();
    assertThat(empty.form(board + "/new").value("body")).isEqualTo("kept text");
    var longTitle = form.set("title", "x".repeat(201)).send().expect(422);
    assertThat(longTitle.html().select("#title-fault").text()).contains("200");
    var longBody = form.set("title", "ok").set("body", "y".repeat(32_001)).send().expect(422);
    assertThat(longBody.html().select("#body-fault").text()).contains("32,000");
    assertThat(longBody.form(board + "/new").value("body")).hasSize(32_001);
  }

  @Test
  void countsAndLastPostsAreKept() {
    String before = forum.guest().get("/").html().select(".stats").text();
    String topic = topic(sappho, "Counted", "x");
    reply(sappho, topic, "y").expect(303);
    var index = forum.guest().get("/").html();
    assertThat(index.select(".stats").text()).isNotEqualTo(before);
    assertThat(index.select(".board .last-title").text()).isEqualTo("Counted");
    assertThat(forum.guest().get("/latest").html().select(".topic h3").first().text())
        .isEqualTo("Counted");
    assertThat(forum.guest().get("/top").expect(200).text()).contains("Counted");
  }
}
