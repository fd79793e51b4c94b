package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RescuedTextTest {
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
  void guestsAreSentToSignInAndMembersComeBackToTheirText() {
    String topic = topic(sappho, "Expired", "x");
    String action = Acts.action(topic, "reply");
    var corinna = forum.member("Corinna");
    var form = corinna.get(topic).form(action).set("body", "typed for an hour");
    corinna.cookies().clear(); // the session is over
    String login = form.send().expect(303).location();
    assertThat(login).contains("/login?next=%2Fkept%2F");
    var page = corinna.get(login).expect(200);
    assertThat(page.text()).contains("What you wrote is safe");
    var back =
        page.form("/login")
            .set("username", "Corinna")
            .set("password", TestForum.PASSWORD)
            .send()
            .follow()
            .expect(200);
    assertThat(back.form(action).value("body")).isEqualTo("typed for an hour");
    back.form(action).send().expect(303);
    assertThat(forum.guest().get(topic).text()).contains("typed for an hour");
  }

  /** Where a guest's form waits; empty where it does not. */
  private static String waiting(Visitor guest, String path, String field, String text) {
    var answer = guest.post(path, Map.of(field, text, "once", "1"));
    return answer.status() == 303
        ? URLDecoder.decode(answer.location(), StandardCharsets.UTF_8).replace("/login?next=", "")
        : "";
  }

  @Test
  void whatWaitsIsForTheBrowserThatSentItAndForOneMember() {
    String topic = topic(sappho, "Waiting", "x");
    String action = Acts.action(topic, "reply");
    var guest = forum.guest();
    String kept = waiting(guest, action, "body", "from one browser");
    assertThat(kept).startsWith("/kept/");
    solon.get(kept).expect(404);

    String mine = guest.cookies().get("kept");
    var same = forum.member("Cleis").cookie("kept", mine);
    assertThat(same.get(kept).expect(200).form(action).value("body")).isEqualTo("from one browser");
    same.get(kept).expect(200); // loaded again
    forum.member("Gongyla").cookie("kept", mine).get(kept).expect(404);
  }

  @Test
  void whatWasTakenIsGoneSoonAfter() {
    try (var own = TestForum.start()) {
      var chief = own.administrator();
      var guest = own.guest();
      String kept = waiting(guest, own.board(chief, "Odes") + "/new", "body", "an ode");
      chief.cookie("kept", guest.cookies().get("kept"));
      chief.get(kept).expect(200);
      own.pass(Duration.ofMinutes(11));
      chief.get(kept).expect(404);
    }
  }

  @Test
  void onlyTextsWaitForSomebodyToSignIn() {
    for (String path :
        List.of("/admin/members/2/remove", "/admin/boards", "/p/1/delete", "/settings/password")) {
      assertThat(waiting(forum.guest(), path, "body", "hi")).as(path).doesNotContain("/kept/");
    }
    assertThat(waiting(forum.guest(), "/settings", "email", "evil@example.org"))
        .doesNotContain("/kept/");
  }

  @Test
  void aTextAboutOneselfThatHadWaitedChangesNothingElse() {
    var anactoria = forum.member("Anactoria");
    var form = anactoria.get("/settings").form("/settings");
    String email = form.value("email");
    String session = anactoria.cookies().get("sid");
    anactoria.forget("sid");
    String login =
        form.set("about", "I walk lightly").set("email", "other@example.org").send().location();
    String kept = URLDecoder.decode(login, StandardCharsets.UTF_8).replace("/login?next=", "");
    var back = anactoria.cookie("sid", session).get(kept).expect(200);
    back.form("/settings").send().expect(303);
    var now = anactoria.get("/settings").form("/settings");
    assertThat(now.value("about")).isEqualTo("I walk lightly");
    assertThat(now.value("email")).isEqualTo(email);
  }

  @Test
  void aFormFromAnotherSiteIsNotGivenBack() {
    var answer =
        solon.header("Origin", "https://evil.example").post("/admin/boards", Map.of("title", "x"));
    solon.header("Origin", forum.url());
    answer.expect(403);
    assertThat(answer.html().select("main form[action=/admin/boards]")).isEmpty();
  }

  @Test
  void aWrongTokenGivesTheTextBackWithAFreshOne() {
    String topic = topic(sappho, "Token", "x");
    String action = Acts.action(topic, "reply");
    var answer =
        sappho.get(topic).form(action).set("body", "kept").set("_csrf", "stale").send().expect(403);
    answer.form(action).send().expect(303);
    assertThat(forum.guest().get(topic).text()).contains("kept");
  }
}
