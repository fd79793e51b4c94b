package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TagTest {
  private TestForum forum;
  private Visitor sappho;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    board = forum.board(forum.administrator(), "Poetry");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private Visitor.Form form(String tags) {
    return Acts.topicForm(sappho, board, "Tagged", "x").set("tags", tags);
  }

  private String topic(String tags) {
    return form(tags).send().expect(303).location();
  }

  private List<String> tags(String topic) {
    return sappho.get(topic).html().select("a.tag").eachText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C#, F#, C, C++ | c c# c++ f#",
        "#公告；#话题#、 ##x | x 公告 话题",
        "#C#, .NET | .net c#",
        "Ｃ，c﹐ｃ | c",
        "Full\u3000width　space, a/b, 100%, c\\d | 100 a-b c-d full-width-space",
        "/x/, what? | what x",
        "., .., ..., -, # | ",
        "ß, 🎉, ½, ㎏ | 1⁄2 kg ß 🎉"
      })
  void aTagHasOneForm(String written, String names) {
    assertThat(tags(topic(written)))
        .containsExactlyInAnyOrder(names == null ? new String[0] : names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C#, %2F, a/b/c, a\\b, x?y=z",
        "\"q\", <b>, a&b, a+b, 'r'",
        "[x], {y}, |z|, ^1, `2`",
        "~u, ..v, .net, w.., .1.",
        "é, ﬁ, ㍿, 👩‍🚀, ١٢",
        "a:b, @me, $5, *6*, =7",
        "İ, ℀, a#b, #, c%23",
        "&#35;1, a\u200db, ่ก, new"
      })
  void everyTagsLinkLeadsToItsTopics(String written) {
    var links = sappho.get(topic(written)).html().select("a.tag");
    assertThat(links).hasSizeGreaterThanOrEqualTo(4);
    for (Element link : links) {
      var page = forum.guest().get(link.attr("href")).expect(200).html();
      assertThat(page.select("h1").text()).contains(link.text());
      assertThat(page.select(".topic h3").eachText()).contains("Tagged");
    }
  }

  @Test
  void anotherFormOfANameLeadsThereToo() {
    topic("Perl#, 公告");
    for (String path : new String[] {"/tag/PERL%23", "/tag/%EF%BC%B0erl%23", "/tag/perl%23"}) {
      var page = forum.guest().get(path).expect(200).html();
      assertThat(page.select("link[rel=canonical]").attr("href")).endsWith("/tag/perl%23");
    }
    forum.guest().get("/tag/%23%E5%85%AC%E5%91%8A").expect(200);
    forum.guest().get("/tag/never").expect(404);
  }

  @Test
  void anEditKeepsTags() {
    String topic = topic("C#, .net, a b, 公告");
    var before = tags(topic);
    String edit = sappho.get(topic).html().select("a[href$=/edit]").attr("href");
    sappho.get(edit).form(edit).set("body", "changed").send().expect(303);
    assertThat(tags(topic)).isEqualTo(before).hasSize(4);
  }

  @Test
  void aTagThatIsTooLongOnceFoldedComesBack() {
    var answer = form("ﷺﷺﷺ").send().expect(422);
    assertThat(answer.html().select("#tags-fault").text()).contains("35");
    assertThat(answer.form(board + "/new").value("tags")).isEqualTo("ﷺﷺﷺ");
  }
}
