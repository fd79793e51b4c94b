package stoa.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** Rights hold where one thing leads to another. */
final class RightsHoldTest {
  private static long id(TestForum forum, String board) {
    return forum.count("select id from board where slug = '" + board.substring(3) + "'");
  }

  private static String rights(TestForum forum, String board) {
    return "/admin/boards/" + id(forum, board) + "/rights";
  }

  private static void set(TestForum forum, Visitor solon, String board, String... presets) {
    String page = rights(forum, board);
    var form = solon.get(page).form(page).set("confirmed", "yes");
    for (int i = 0; i < presets.length; i += 2) {
      form.set(presets[i], presets[i + 1]);
    }
    form.send().expect(303);
  }

  private static String below(TestForum forum, Visitor solon, String title, long parent) {
    solon
        .get("/admin/boards")
        .form("/admin/boards")
        .set("title", title)
        .set("parent", "" + parent)
        .send()
        .expect(303);
    return "/b/" + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  @Test
  void noMailTellsTheTitleOfATopicOutOfSight() throws Exception {
    int port = ServerProcess.freePort();
    var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (var forum =
        TestForum.with(
            Map.of("STOA_MAIL_URL", "smtp://127.0.0.1:" + port, "STOA_MAIL_DELAY", "0s"))) {
      var solon = forum.administrator();
      String open = forum.board(solon, "Open");
      String staff = forum.board(solon, "Staff");
      set(forum, solon, staff, "g1", "HIDDEN", "g3", "HIDDEN");
      var ann = forum.member("Ann");
      var bob = forum.member("Bob");
      String topic = Acts.open(bob, open, "Innocent", "text");
      String place = Acts.reply(ann, topic, "my answer").expect(303).location();
      String move = Acts.action(topic, "move");
      solon.get(move).form(move).set("board", "" + id(forum, staff)).send().expect(303);
      ann.get(topic).expect(404);
      String first =
          "/p/"
              + forum.count(
                  "select id from post where position = 1 and topic_id = " + Acts.topicId(topic));
      solon
          .get(first + "/edit")
          .form(first + "/edit")
          .set("title", "Zyxsecret inquiry about Ann")
          .send()
          .expect(303);
      String post = Acts.post(place);
      solon
          .get(post + "/edit")
          .form(post + "/edit")
          .set("body", "zyxbody of staff")
          .send()
          .expect(303);
      soon("mails", () -> mail.getReceivedMessages().length >= 3);
      var all =
          Arrays.stream(mail.getReceivedMessages())
              .map(one -> {
                try {
                  return one.getAllRecipients()[0] + " " + one.getSubject();
                } catch (jakarta.mail.MessagingException e) {
                  throw new IllegalStateException(e);
                }
              })
              .toList();
      assertThat(ann.get("/notifications").text()).doesNotContain("Zyxsecret");
      assertThat(all.toString()).doesNotContain("Zyxsecret");
    } finally {
      mail.stop();
    }
  }

  @Test
  void onAPublicBoardBelowAPrivateCategoryTopicsCanBeOpened() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Porch");
      long category =
          forum.count("select parent_id from board where slug = '" + board.substring(3) + "'");
      forum.execute("update board set slug = 'hidden-cat' where id = " + category);
      String page = "/admin/boards/" + category + "/rights";
      solon
          .get(page)
          .form(page)
          .set("confirmed", "yes")
          .set("g1", "HIDDEN")
          .set("g3", "HIDDEN")
          .send()
          .expect(303);
      set(forum, solon, board, "g1", "READ_ONLY", "g3", "STANDARD");
      var ann = forum.member("Ann");
      assertThat(ann.get(board).expect(200).html().select("a[href$=/new]")).isNotEmpty();
      assertThat(ann.get(board + "/new").status()).isEqualTo(200);
    }
  }

  @Test
  void aModeratorOfOneBoardIsToldOfGroupsThatTheyMayKnow() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String outer = forum.board(solon, "Zyxheadquarters");
      set(forum, solon, outer, "g1", "HIDDEN", "g3", "HIDDEN");
      String m = rights(forum, outer) + "/moderators";
      forum.member("Otto");
      solon.get(rights(forum, outer)).form(m).set("name", "Otto").send().expect(303);
      solon
          .get("/admin/groups")
          .form("/admin/groups")
          .set("name", "Zyxinvisible")
          .without("visible")
          .send()
          .expect(303);
      long invisible = forum.count("select id from member_group where name = 'Zyxinvisible'");
      String inner = below(forum, solon, "Inner", id(forum, outer));
      set(forum, solon, inner, "g" + invisible, "STANDARD");
      var ann = forum.member("Ann");
      String n = rights(forum, inner) + "/moderators";
      solon.get(rights(forum, inner)).form(n).set("name", "Ann").send().expect(303);
      ann.get(outer).expect(404);
      assertThat(ann.get("/groups").text()).doesNotContain("Zyx");
      assertThat(ann.get(inner).expect(200).text()).doesNotContain("Zyx");
    }
  }

  @Test
  void movingABoardAsksBeforeItOpensIt() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String open = forum.board(solon, "Open");
      String closed = forum.board(solon, "Closed");
      long from =
          forum.count("select parent_id from board where slug = '" + closed.substring(3) + "'");
      long to = forum.count("select parent_id from board where slug = '" + open.substring(3) + "'");
      String page = "/admin/boards/" + from + "/rights";
      solon
          .get(page)
          .form(page)
          .set("confirmed", "yes")
          .set("g1", "HIDDEN")
          .set("g3", "HIDDEN")
          .send()
          .expect(303);
      String topic = Acts.open(solon, closed, "Zyx", "text");
      forum.guest().get(topic).expect(404);
      String edit = "/admin/boards/" + id(forum, closed);
      var answer = solon.get(edit).form(edit).set("parent", "" + to).send();
      assertThat(answer.status() + " guest " + forum.guest().get(topic).status())
          .isEqualTo("422 guest 404");
    }
  }

  @Test
  void aPresetOfTheSiteAsksBeforeItOpensStaffRooms() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      var _ = forum.board(solon, "Open");
      var admin = solon.get("/admin/boards");
      String category = admin.html().select("select#parent option").get(1).val();
      admin
          .form("/admin/boards")
          .set("title", "Staff room")
          .set("parent", category)
          .set("purpose", "STAFF")
          .send()
          .expect(303);
      String topic = Acts.open(solon, "/b/staff-room", "Zyx", "text");
      solon.get("/admin/groups").form("/admin/groups").set("name", "Trusted").send().expect(303);
      long trusted = forum.count("select id from member_group where name = 'Trusted'");
      var ann = forum.member("Ann");
      solon
          .get("/admin/groups/" + trusted)
          .form("/groups/" + trusted + "/members")
          .set("names", "Ann")
          .send()
          .expect(303);
      ann.get(topic).expect(404);
      var answer =
          solon.get("/admin/rights").form("/admin/rights").set("g" + trusted, "STANDARD").send();
      assertThat(answer.status() + " Ann " + ann.get(topic).status()).isEqualTo("200 Ann 404");
    }
  }

  @Test
  void noProfileShowsWhatAModeratorDeleted() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Open");
      var ann = forum.member("Ann");
      String topic = Acts.open(ann, board, "Theme", "text");
      String place = Acts.reply(ann, topic, "zyxbad words").expect(303).location();
      String post = Acts.post(place);
      var guest = forum.guest();
      soon("there", () -> guest.get("/u/Ann").text().contains("zyxbad"));
      solon.get(topic).form(post + "/delete").send().expect(303);
      assertThat(forum.guest().get("/u/Ann").text()).doesNotContain("zyxbad");
    }
  }

  @Test
  void whoIsSaidNotToSeeABoardDoesNotSeeIt() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Open");
      String topic = Acts.open(solon, board, "Zyx", "text");
      for (int group : new int[] {1, 3}) {
        String page = rights(forum, board) + "/" + group;
        solon.get(page).form(page).set("SEE", "NO").set("confirmed", "yes").send().expect(303);
      }
      assertThat(forum.guest().get(board).status() + " " + forum.guest().get(topic).status())
          .isEqualTo("404 404");
    }
  }

  @Test
  void aModeratorOfABoardDoesNotReadTheStaffRoomBelowIt() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Open");
      solon
          .get("/admin/boards")
          .form("/admin/boards")
          .set("title", "Staff room")
          .set("parent", "" + id(forum, board))
          .set("purpose", "STAFF")
          .send()
          .expect(303);
      String topic = Acts.open(solon, "/b/staff-room", "Zyx", "text");
      var ann = forum.member("Ann");
      String n = rights(forum, board) + "/moderators";
      solon.get(rights(forum, board)).form(n).set("name", "Ann").send().expect(303);
      assertThat(ann.get(topic).status()).isEqualTo(404);
    }
  }

  @Test
  void whoManagesBoardsAloneIsNotToldWhoIsInWhichGroup() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      var _ = forum.board(solon, "Open");
      for (String name : new String[] {"Boards", "Zyxinvisible"}) {
        solon
            .get("/admin/groups")
            .form("/admin/groups")
            .set("name", name)
            .without("visible")
            .send()
            .expect(303);
      }
      long boards = forum.count("select id from member_group where name = 'Boards'");
      long hidden = forum.count("select id from member_group where name = 'Zyxinvisible'");
      String page = "/admin/rights/" + boards;
      solon.get(page).form(page).set("MANAGE_BOARDS", "ALLOW").send().expect(303);
      var ann = forum.member("Ann");
      var bob = forum.member("Bob");
      solon
          .get("/admin/groups/" + boards)
          .form("/groups/" + boards + "/members")
          .set("names", "Ann")
          .send()
          .expect(303);
      solon
          .get("/admin/groups/" + hidden)
          .form("/groups/" + hidden + "/members")
          .set("names", "Bob")
          .send()
          .expect(303);
      ann.get("/admin/boards").expect(200);
      ann.get("/admin/groups").expect(403);
      boolean log = ann.get("/admin/rights/log").text().contains("Zyxinvisible");
      boolean why = ann.get("/admin/rights/why?member=Bob").text().contains("Zyxinvisible");
      int probe =
          bob.post(
                  "/groups/" + boards + "/members/1/remove",
                  Map.of("_csrf", bob.get("/settings").html().select("[name=_csrf]").attr("value")))
              .status();
      assertThat(log + " " + why + " " + probe).isEqualTo("false false 404");
    }
  }
}
