package stoa.base.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** What a hostile or broken client sends, and what comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SafetyTest {
  private TestForum forum;
  private Visitor sappho;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    board = forum.board(forum.administrator(), "Open");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private Visitor.Answer post(String title, String body) {
    return Acts.topicForm(sappho, board, title, body).send();
  }

  @Test
  void everyPostNeedsTheToken() {
    for (String path :
        List.of(
            board + "/new",
            "/settings",
            "/settings/password",
            "/logout",
            "/t/1/reply",
            "/p/1/edit",
            "/p/1/delete",
            "/admin/boards",
            "/t/1/pin")) {
      assertThat(sappho.post(path, Map.of("once", "x")).status()).as(path).isEqualTo(403);
    }
    assertThat(sappho.get("/").text()).contains("Sappho");
  }

  @Test
  void aFormOfAnotherSiteIsRefused() {
    String csrf = sappho.get("/settings").html().select("input[name=_csrf]").attr("value");
    var evil = new Visitor(forum.url()).header("Origin", "https://evil.example");
    evil.cookies().putAll(sappho.cookies());
    evil.post("/logout", Map.of("_csrf", csrf)).expect(403);
    for (String site : List.of("cross-site", "same-site")) {
      var foreign = new Visitor(forum.url()).header("Sec-Fetch-Site", site);
      foreign.cookies().putAll(sappho.cookies());
      foreign.post("/logout", Map.of("_csrf", csrf)).expect(403);
    }
    assertThat(sappho.get("/").text()).contains("Sappho");
  }

  @Test
  void aFormThatCannotBeReadIsItsSendersFault() {
    for (String path : List.of("/login", "/nothing", "/register")) {
      for (String type :
          List.of(
              "multipart/form-data",
              "multipart/form-data; boundary=X",
              "application/x-www-form-urlencoded; charset=nope",
              "application/x-www-form-urlencoded; charset=")) {
        assertThat(sent(path, type, "--X\r\nfoo")).as(path + " " + type).isBetween(400, 499);
      }
      assertThat(sent(path, "application/x-www-form-urlencoded", "_csrf=%zz")).isBetween(400, 499);
    }
  }

  @Test
  void aControlCharacterInAHiddenFieldOrAnAddressIsABadRequest() {
    String csrf = sappho.get("/settings").html().select("input[name=_csrf]").attr("value");
    sappho
        .post("/b/general/new", Map.of("_csrf", csrf, "title", "A", "body", "b", "_once", "a\0b"))
        .expect(400);
    forum.guest().get("/search?q=a%00b").expect(400);
    forum.guest().get("/u/a%00b").expect(400);
  }

  private int sent(String path, String type, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(forum.url() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyAnswerCarriesTheHeaders() {
    for (String path :
        List.of("/", "/login", "/nope", "/t/999999/x", "/settings", "/assets/stoa.css", "/t/x/y")) {
      var answer = forum.guest().get(path);
      assertThat(answer.header("Content-Security-Policy"))
          .as(path)
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).as(path).isNotEmpty();
      assertThat(answer.header("Server")).as(path).isEmpty();
    }
  }

  @Test
  void anErrorPageNamesTheRequestAndNothingOfTheInside() {
    var answer = forum.guest().get("/t/99999999/none").expect(404);
    assertThat(answer.text()).contains(answer.header("X-Request-Id"));
    assertThat(answer.body())
        .doesNotContain("Exception")
        .doesNotContain("stoa.base")
        .doesNotContain("at java");
  }

  @Test
  void strangeTextIsKeptOrRefusedButNeverAnError() {
    var strange =
        List.of(
            "NUL \0 inside",
            "right to left \u202E override",
            "zalgo " + "e\u0301\u0302\u0303\u0304".repeat(200),
            "\uD83D\uDE00 emoji",
            "noncharacter \uFFFE",
            "</textarea><script>alert(1)</script>",
            "{{ 7*7 }} {% include '/etc/passwd' %}",
            "${jndi:ldap://x}",
            ">".repeat(10_000) + "x",
            "[".repeat(10_000),
            "*a **a ".repeat(4_000),
            "|a".repeat(500) + "\n" + "|-".repeat(500) + "\n" + "|b\n".repeat(5_000));
    for (String text : strange) {
      long begun = System.nanoTime();
      var answer = post("Strange text", text).expect(303);
      var page = forum.guest().open(answer.location()).expect(200);
      assertThat(page.html().select(".post script")).isEmpty();
      assertThat(System.nanoTime() - begun).as(text).isLessThan(5_000_000_000L);
    }
    assertThat(forum.guest().get("/latest").expect(200).body()).doesNotContain("49 ");
  }

  @Test
  void brokenEncodingsAreNoError() {
    String csrf = sappho.get(board + "/new").html().select("input[name=_csrf]").attr("value");
    for (String body :
        List.of(
            "title=%ff%fe&body=%C3%28",
            "title=%ED%A0%80&body=%00", "title=%u1234&body=%", "body=%F0%28%8C%28&title=x")) {
      var answer = sappho.postRaw(board + "/new", "_csrf=" + csrf + "&" + body);
      assertThat(answer.status()).as(body).isBetween(300, 499);
    }
  }

  @Test
  void aBodyOfTenMegabytesIsRefused() {
    var answer = sappho.postRaw(board + "/new", "body=" + "x".repeat(10_000_000));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void attacksInMarkdownDoNothing() {
    var attacks =
        List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt&colon;alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](javascript:alert(1))",
            "<svg onload=alert(1)>",
            "[a](<javascript:alert(1)>)",
            "<https://e.com/\" onmouseover=alert(1)>",
            "| a | <script> |\n|-|-|",
            "[^1]\n\n[^1]: <iframe src=//e>",
            "```\"><script>\nx\n```",
            "[x]: javascript:alert(1)\n[x]",
            "<style>*{}</style>",
            "<a href=vbscript:x>x</a>",
            "[x](http://e.com \"\\\" onclick=\\\"alert(1)\")");
    for (String attack : attacks) {
      String location = post("Attack", attack).expect(303).location();
      for (var element : forum.guest().open(location).html().select(".post .text *")) {
        assertThat(element.normalName())
            .as(attack)
            .isNotIn("script", "img", "svg", "iframe", "style", "object", "form", "input");
        element
            .attributes()
            .forEach(attribute ->
                assertThat(attribute.getKey())
                    .as(attack)
                    .doesNotStartWith("on")
                    .isNotEqualTo("style"));
        assertThat(element.attr("href").toLowerCase(java.util.Locale.ROOT))
            .as(attack)
            .doesNotStartWith("javascript")
            .doesNotStartWith("data")
            .doesNotStartWith("vbscript");
      }
    }
  }

  @Test
  void postingTooFastIsRefusedWithTheTextOnThePage() {
    try (var slow = TestForum.with(Map.of("STOA_LIMITS_POST_PAUSE", "1h"))) {
      String place = slow.board(slow.administrator(), "Slow");
      var member = slow.member("Hasty");
      Acts.topicForm(member, place, "One", "x").send().expect(303);
      var refused = Acts.topicForm(member, place, "Two", "not lost").send().expect(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(1);
      assertThat(refused.form(place + "/new").value("body")).isEqualTo("not lost");
      assertThat(slow.metric("forum_rate_limited_total")).isZero();
    }
  }

  @Test
  void registrationIsLimitedByAddress() {
    try (var strict = TestForum.with(Map.of("STOA_LIMITS_REGISTER_PER_HOUR", "2"))) {
      strict.member("One1");
      strict.member("Two2");
      strict
          .guest()
          .get("/register")
          .form("/register")
          .set("username", "Three3")
          .set("email", "t@example.org")
          .set("password", TestForum.PASSWORD)
          .send()
          .expect(429);
      // A client that is no trusted proxy cannot pass for another.
      var liar = strict.guest().header("X-Forwarded-For", "203.0.113.9");
      liar.get("/register")
          .form("/register")
          .set("username", "Four4")
          .set("email", "f@example.org")
          .set("password", TestForum.PASSWORD)
          .send()
          .expect(429);
    }
  }

  @Test
  void aPageTakesFewStatements() {
    String location = post("Counted statements", "x").expect(303).location();
    var guest = forum.guest();
    guest.get(location).expect(200);
    assertThat(statements(() -> guest.get(location).expect(200))).isLessThanOrEqualTo(3);
    assertThat(statements(() -> sappho.get(location).expect(200))).isLessThanOrEqualTo(5);
    assertThat(statements(() -> guest.get("/").expect(200))).isLessThanOrEqualTo(3);
    assertThat(statements(() -> guest.get("/latest").expect(200))).isLessThanOrEqualTo(3);
    assertThat(statements(() -> guest.get(board).expect(200))).isLessThanOrEqualTo(3);
  }

  /** The fewest of some tries: jobs in the background have statements of their own. */
  private double statements(Runnable page) {
    double fewest = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      double before = forum.metric("forum_db_statement_duration_seconds_count");
      page.run();
      double now = forum.metric("forum_db_statement_duration_seconds_count");
      fewest = Math.min(fewest, now - before);
    }
    return fewest;
  }
}
