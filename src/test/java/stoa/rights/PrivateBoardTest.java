package stoa.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.access.GroupKind;
import stoa.support.Acts;
import stoa.support.FaultProxy.Mode;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** What becomes of what was under way when somebody lost a right. */
final class PrivateBoardTest {
  private static final long CIRCLE = 77;
  private static final String GROUP =
      "insert into member_group (id, kind, name, name_key) values (77, 'OWN', 'Circle', 'circle')";

  private static String rights(TestForum forum, String board) {
    String slug = board.substring("/b/".length());
    return "/admin/boards/"
        + forum.count("select id from board where slug = '" + slug + "'")
        + "/rights";
  }

  private static void set(TestForum forum, Visitor solon, String board, Map<Long, String> presets) {
    String page = rights(forum, board);
    var form = solon.get(page).form(page).set("confirmed", "yes");
    presets.forEach((group, preset) -> form.set("g" + group, preset));
    form.send().expect(303);
  }

  private static void close(TestForum forum, Visitor solon, String board) {
    set(
        forum,
        solon,
        board,
        Map.of(GroupKind.GUESTS.id(), "HIDDEN", GroupKind.MEMBERS.id(), "HIDDEN"));
  }

  @Test
  void aMembershipEndsOnTimeWhileThePagesAreKept() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Circle room");
      forum.execute(GROUP);
      close(forum, solon, board);
      set(forum, solon, board, Map.of(CIRCLE, "STANDARD"));
      String topic = Acts.open(solon, board, "Zyxround", "text");
      var ann = forum.member("Ann");
      forum.execute(
          "insert into group_member (account_id, group_id, since, until) select id, 77, now(),"
              + " timestamptz '2026-11-23 13:00:00Z' from account where name = 'Ann'");
      var elsewhere = forum.guest();
      Acts.signIn(elsewhere, "Ann", TestForum.PASSWORD).expect(303);
      for (int times = 0; times < 3; times++) {
        assertThat(elsewhere.get(topic).expect(200).text()).contains("Zyxround");
        assertThat(elsewhere.get("/latest").text()).contains("Zyxround");
      }
      forum.pass(Duration.ofMinutes(61));
      for (Visitor one : List.of(ann, elsewhere)) {
        one.get(topic).expect(404);
        assertThat(one.get("/latest").text()).doesNotContain("Zyxround");
      }
    }
  }

  @Test
  void aMailThatWaitsIsNotSentAndAnUnreadNotificationNotCounted() {
    int port = ServerProcess.freePort();
    var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (var forum =
        TestForum.with(
            Map.of("STOA_MAIL_URL", "smtp://127.0.0.1:" + port, "STOA_MAIL_DELAY", "10m"))) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Letters");
      var ann = forum.member("Ann");
      String topic = Acts.open(ann, board, "Zyxletter", "text");
      Acts.reply(solon, topic, "@Ann zyxanswer").expect(303);
      soon("a mail waits", () -> mails(forum, "WAITING") == 1);
      assertThat(ann.get("/latest").html().select(".who").text()).contains("1 new");
      String etag = forum.guest().get(board + ".atom").header("ETag");

      close(forum, solon, board);
      assertThat(ann.get("/latest").html().select(".who").text()).doesNotContain("1 new");
      assertThat(ann.get("/notifications").text()).doesNotContain("Zyxletter");
      forum.pass(Duration.ofMinutes(11));
      soon("it is decided about", () -> mails(forum, "SKIPPED") == 1);
      assertThat(mail.getReceivedMessages()).isEmpty();
      var reader = forum.guest().header("If-None-Match", etag);
      assertThat(reader.get(board + ".atom").status()).isEqualTo(404);
      assertThat(reader.get("/latest.atom").body()).doesNotContain("Zyxletter");
    } finally {
      mail.stop();
    }
  }

  private static long mails(TestForum forum, String state) {
    return forum.count("select count(*) from mail where state = '" + state + "'");
  }

  @Test
  void aReplyInTheSpoolComesBackToWhoMayReplyNoMore() {
    try (var forum = TestForum.behindProxy(Map.of("STOA_BREAKER_OPEN", "1s"))) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Poetry");
      var ann = forum.member("Ann");
      String topic = Acts.open(solon, board, "Ode", "text");
      var form = ann.get(topic).form(Acts.action(topic, "reply")).set("body", "zyxwaits");
      forum.proxy().set(Mode.REFUSE);
      form.send().expect(202);
      forum.execute(
          "insert into board_right (board_id, group_id, act, value) select id, 3, 'REPLY', 'NO'"
              + " from board where slug = 'poetry'");
      forum.proxy().set(Mode.PASS);
      within(
          Duration.ofSeconds(30),
          "it is back",
          () -> forum.count("select count(*) from returned_post") == 1);
      assertThat(forum.count("select count(*) from post where source = 'zyxwaits'")).isZero();
      assertThat(ann.get("/notifications").text()).contains("zyxwaits").contains("cannot reply");
    }
  }

  @Test
  void titlesAloneAreShownWhereTextsAreForOthers() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Shop window");
      var ann = forum.member("Ann");
      String topic = Acts.open(solon, board, "Zyxtitle", "zyxtext");
      set(
          forum,
          solon,
          board,
          Map.of(GroupKind.GUESTS.id(), "TITLES", GroupKind.MEMBERS.id(), "TITLES"));
      for (Visitor one : List.of(forum.guest(), ann)) {
        assertThat(one.get("/latest").body()).contains("Zyxtitle");
        assertThat(one.get(board).body()).contains("Zyxtitle");
        for (String page : List.of("/u/Solon", "/latest.atom", "/sitemap.xml")) {
          assertThat(one.get(page).body()).doesNotContain("zyxtext").doesNotContain("Zyxtitle");
        }
        String feed = "/t/" + Acts.topicId(topic) + ".atom";
        assertThat(one.get(feed).body()).doesNotContain("zyxtext").doesNotContain("Zyxtitle");
      }
      assertThat(forum.guest().get(topic).expect(303).location()).startsWith("/login");
      assertThat(ann.get(topic).expect(403).text()).contains("for other groups");
      assertThat(ann.get("/unread").body()).doesNotContain("Zyxtitle");
    }
  }

  @Test
  void whatNeedsApprovalWaitsForTheModeratorOfItsBoard() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Looked at");
      String other = forum.board(solon, "Elsewhere");
      var ann = forum.member("Ann");
      var bee = forum.member("Bee");
      String moderators = rights(forum, other) + "/moderators";
      solon.get(rights(forum, other)).form(moderators).set("name", "Bee").send().expect(303);
      set(forum, solon, board, Map.of(GroupKind.MEMBERS.id(), "APPROVAL"));
      String topic = Acts.open(solon, board, "Open", "text");
      String reply = Acts.post(Acts.reply(ann, topic, "zyxpending").expect(303).location());
      assertThat(ann.get(topic).text()).contains("zyxpending");
      assertThat(forum.guest().get(topic).text()).doesNotContain("zyxpending");
      assertThat(solon.get("/mod").text()).contains("zyxpending");
      assertThat(bee.get("/mod").expect(200).text()).doesNotContain("zyxpending");
      String approve = "/mod/" + reply.substring("/p/".length()) + "/approve";
      var token = bee.get("/settings").html().select("[name=_csrf]").attr("value");
      bee.post(approve, Map.of("_csrf", token)).expect(403);
      solon.get("/mod").form(approve).send().expect(303);
      assertThat(forum.guest().get(topic).text()).contains("zyxpending");
      assertThat(solon.get("/mod").text()).doesNotContain("zyxpending");

      String own = Acts.open(ann, board, "Zyxasked", "text");
      forum.guest().get(own).expect(404);
      assertThat(solon.get("/mod").text()).contains("Zyxasked");
    }
  }

  @Test
  void aPublicBoardBelowAPrivateOneStandsOnTheIndex() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Porch");
      Acts.open(solon, board, "Zyxporch", "text");
      String category = "/b/agora-" + "Porch".hashCode();
      close(forum, solon, category);
      assertThat(forum.guest().get("/").text()).doesNotContain("Porch");
      set(
          forum,
          solon,
          board,
          Map.of(GroupKind.GUESTS.id(), "READ_ONLY", GroupKind.MEMBERS.id(), "STANDARD"));
      var index = forum.guest().get("/").text();
      assertThat(index).contains("More boards").contains("Porch").contains("Zyxporch");
      assertThat(index).doesNotContain("The Agora");
      var page = forum.guest().get(board).expect(200);
      assertThat(page.html().select(".crumbs").text()).doesNotContain("The Agora");
      forum.guest().get(category).expect(404);
    }
  }
}
