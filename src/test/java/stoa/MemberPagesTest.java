package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Pages that are made once for all members and filled for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MemberPagesTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private String board;
  private String topic;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
    topic = Acts.open(sappho, board, "Shared", "text");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  /** A member whose pages are copies, since they have changed nothing lately. */
  private Visitor reader(String name) {
    var reader = forum.member(name).forget("wrote");
    reader.get("/"); // with a word of welcome
    return reader;
  }

  private double hits() {
    return forum.metric("forum_cache_requests_total", "cache", "member_pages", "result", "hit");
  }

  private double statements() {
    return forum.metric("forum_db_statement_duration_seconds_count");
  }

  /** Without what is drawn anew for each form, or may come at any moment. */
  private static String body(Visitor visitor, String page) {
    return visitor
        .get(page)
        .expect(200)
        .body()
        .replaceAll("name=\"_once\" value=\"[^\"]+\"", "")
        .replaceAll("<a href=\"/notifications\".*?</a>", "")
        .replaceAll("<div class=\"views\">.*?</div>| · [^<]*(view|浏览)[^<]*", "")
        .replaceAll("<time [^>]*>[^<]*</time>", "");
  }

  /** The page as it came out of memory; an event may just be ending copies. */
  private String copy(Visitor visitor, String page) {
    var copy = new AtomicReference<String>();
    soon(
        "a copy of " + page,
        () -> {
          double before = hits();
          copy.set(body(visitor, page));
          return hits() == before + 1;
        });
    return copy.get();
  }

  @Test
  void aCopyIsTheSameAsAPageOfHisOwn() {
    var alcaeus = reader("Alcaeus");
    var other = reader("Telesilla");
    for (String page : List.of("/", board, topic, "/latest", "/top", "/u/Sappho")) {
      for (String language : List.of("en", "zh-CN")) {
        alcaeus.header("Accept-Language", language);
        other.header("Accept-Language", language);
        body(other, page);
        String copy = copy(alcaeus, page);
        String own = body(alcaeus.cookie("wrote", "1"), page);
        alcaeus.forget("wrote");
        assertThat(copy).as(page).isEqualTo(own).contains("Alcaeus").doesNotContain("Telesilla");
      }
    }
  }

  @Test
  void theSecondLookCostsNoStatement() {
    var reader = reader("Archilochus");
    for (String page : List.of("/", board, topic, "/latest", "/u/Sappho")) {
      soon(
          page + " from memory",
          () -> {
            reader.get(page).expect(200);
            double before = statements();
            reader.get(page).expect(200);
            return statements() == before;
          });
    }
  }

  @Test
  void eachFormHasItsOwnNumberAndToken() {
    var one = reader("Pindar");
    var two = reader("Bacchylides");
    two.get(topic);
    String action = Acts.action(topic, "reply");
    String first = one.get(topic).html().select("input[name=_once]").attr("value");
    String second = one.get(topic).html().select("input[name=_once]").attr("value");
    assertThat(first).isNotEqualTo(second).hasSizeGreaterThan(30);
    String mine = one.get(topic).html().select("input[name=_csrf]").attr("value");
    String yours = two.get(topic).html().select("input[name=_csrf]").attr("value");
    assertThat(mine).isNotEqualTo(yours);
    one.get(topic).form(action).set("body", "from a copied form").send().expect(303);
    two.get(topic).form(action).set("body", "from another").send().expect(303);
    assertThat(two.get(topic).body()).contains("from a copied form", "from another");
  }

  @Test
  void whatIsHisAloneIsOnHisPage() {
    var anacreon = reader("Anacreon");
    var reader = reader("Ibycus");
    anacreon.get(topic).form(topicAction("reply")).set("body", "mine alone").send().expect(303);
    anacreon.forget("wrote");
    reader.get(topic).expect(200);
    long id = forum.count("select id from post where source = 'mine alone'");
    String edit = "/p/" + id + "/edit";
    sameByCopyAndAlone(anacreon, edit);
    assertThat(reader.get(topic).expect(200).body()).contains("mine alone").doesNotContain(edit);

    reader.get(topic).form("/p/" + id + "/like").send().expect(303);
    reader.forget("wrote");
    sameByCopyAndAlone(reader, "/p/" + id + "/unlike");
    String others = reader("Stesichorus").get(topic).expect(200).body();
    assertThat(others).contains("/p/" + id + "/like").doesNotContain("unlike");

    sameByCopyAndAlone(sappho.forget("wrote"), "/p/" + id + "/choose");
  }

  /** A page with parts of their own, filled in and made for them alone. */
  private void sameByCopyAndAlone(Visitor visitor, String contains) {
    String copy = copy(visitor, topic);
    String alone = body(visitor.cookie("wrote", "1"), topic);
    assertThat(copy).contains(contains).isEqualTo(alone);
    visitor.forget("wrote");
  }

  @Test
  void aTextThatOnlyHeMayReadIsOnNoCopy() {
    var arion = reader("Arion");
    var reader = reader("Lasus");
    arion.get(topic).form(topicAction("reply")).set("body", "soon regretted").send().expect(303);
    long id = forum.count("select id from post where source = 'soon regretted'");
    arion.get(topic).form("/p/" + id + "/delete").send().expect(303);
    arion.forget("wrote");
    for (int i = 0; i < 2; i++) {
      assertThat(arion.get(topic).expect(200).body()).contains("soon regretted");
      assertThat(reader.get(topic).expect(200).body()).doesNotContain("soon regretted");
    }
  }

  @Test
  void whatHeHasNotReadIsCountedOnCopiesAndEndsWithReading() {
    var reader = reader("Mimnermus");
    reader.get(topic).form(topicAction("watch")).set("level", "WATCH").send().expect(303);
    reader.forget("wrote");
    for (int i = 0; i < 2; i++) {
      assertThat(reader.get("/").html().select("a.unread")).isEmpty();
      reader.get(topic).expect(200);
      var corinna = reader("Corinna" + i);
      corinna.get(topic).form(topicAction("reply")).set("body", "news").send().expect(303);
      soon("counted", () -> !reader.get("/").html().select("a.unread").isEmpty());
      reader.get(topic).expect(200);
      soon("read", () -> reader.get("/").html().select("a.unread").isEmpty());
    }
  }

  @Test
  void moderatorsSeeWhatOnlyTheyMayDo() {
    reader("Terpander").get(topic);
    assertThat(solon.forget("wrote").get(topic).body()).contains(topicAction("pin"));
    assertThat(reader("Alcman").get(topic).body()).doesNotContain(topicAction("pin"));
  }

  private String topicAction(String verb) {
    return topic.substring(0, topic.indexOf('/', 3)) + "/" + verb;
  }

  @Test
  void aLevelOfWatchingIsOnTheCopy() {
    var reader = reader("Simonides");
    reader.get(topic).form(topicAction("watch")).set("level", "MUTE").send().expect(303);
    for (String cookie : List.of("kept", "gone")) {
      if (cookie.equals("gone")) {
        reader.forget("wrote");
      }
      var chosen = reader.get(topic).html().select("select[name=level] option[selected]");
      assertThat(chosen.attr("value")).as(cookie).isEqualTo("MUTE");
    }
  }

  @Test
  void whoHasJustWrittenGetsNoCopy() {
    var reader = forum.member("Hipponax");
    double before = hits();
    String action = Acts.action(topic, "reply");
    var answer = reader.get(topic).form(action).set("body", "just now").send().expect(303);
    assertThat(answer.header("Set-Cookie")).contains("wrote=");
    double after = hits();
    reader.get(topic).expect(200);
    assertThat(hits()).isEqualTo(after).isGreaterThanOrEqualTo(before);
  }

  @Test
  void copiesArePackedForWhoTakesThat() throws Exception {
    String epics = forum.board(solon, "Epics");
    for (int i = 1; i <= 30; i++) {
      Acts.open(sappho, epics, "A long title about the " + i + "th book of it", "text");
    }
    var packed = reader("Packed");
    String plain = copy(packed, epics);
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(forum.url() + epics))
              .header("Cookie", "sid=" + packed.cookies().get("sid"))
              .header("Accept-Encoding", "gzip, deflate, br")
              .build();
      for (int times = 0; times < 2; times++) {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body()).hasSizeLessThan(8 * 1024);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
          var page = Jsoup.parse(new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
          assertThat(page.select(".me").text()).isEqualTo("Packed");
          assertThat(page.select(".topic")).hasSize(30);
          assertThat(page.select(".topic .fresh").size())
              .isEqualTo(Jsoup.parse(plain).select(".topic .fresh").size());
          assertThat(page.select("form [name=_csrf]").attr("value")).isNotEmpty();
        }
      }
    }
  }
}
