package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import org.junit.jupiter.api.Test;
import stoa.access.GroupKind;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Who decides about members or groups becomes nothing more by it. */
final class EscalationTest {
  private static void site(GroupForum groups, long group, String act, String value) {
    String page = "/admin/rights/" + group;
    groups.solon.get(page).form(page).set(act, value).set("confirmed", "yes").send().expect(303);
  }

  private static Visitor manager(GroupForum groups) {
    long staff = groups.make("Member staff", "INVITATION");
    site(groups, staff, "MANAGE_MEMBERS", "ALLOW");
    var dora = groups.forum.member("Dora");
    groups.add(groups.solon, staff, "Dora").expect(303);
    dora.get("/admin/groups").expect(200);
    dora.get("/admin/mail").expect(403);
    return dora;
  }

  @Test
  void nobodyBecomesAnAdministratorByARuleOfTheirOwn() {
    try (var groups = new GroupForum()) {
      String board = groups.forum.board(groups.solon, "Agora");
      long keepers = groups.make("Site keepers", "INVITATION");
      site(groups, keepers, "ADMINISTER", "ALLOW");
      var dora = manager(groups);
      Acts.open(dora, board, "Hello", "text");
      String page = "/admin/groups/" + keepers;
      int status =
          dora.get(page).form(page).set("joining", "RULE").set("posts", "1").send().status();
      groups.forum.applyGroupRules();
      assertThat(status + " " + dora.get("/admin/mail").status()).isEqualTo("403 403");
    }
  }

  @Test
  void aGroupThatManagesIsRemovedByAdministratorsAlone() {
    try (var groups = new GroupForum()) {
      long keepers = groups.make("Site keepers", "INVITATION");
      site(groups, keepers, "ADMINISTER", "ALLOW");
      var dora = manager(groups);
      var answer = GroupForum.force(dora, "/admin/groups/" + keepers + "/remove");
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void administratorsAreRemovedByAdministratorsAlone() {
    try (var groups = new GroupForum()) {
      var dora = manager(groups);
      long solon = groups.account("Solon");
      var answer = GroupForum.force(dora, "/admin/members/" + solon + "/remove");
      assertThat(
              answer.status()
                  + " administrators "
                  + groups.forum.count(
                      "select count(*) from account a join group_member m on m.account_id = a.id"
                          + " where group_id = 5 and removed_at is null"))
          .isEqualTo("403 administrators 1");
    }
  }

  @Test
  void administratorsAreSignedOutByAdministratorsAlone() {
    try (var groups = new GroupForum()) {
      var dora = manager(groups);
      long solon = groups.account("Solon");
      var answer = GroupForum.force(dora, "/admin/members/" + solon + "/sessions/end");
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void noLeaderProlongsTheirOwnMembership() {
    try (var groups = new GroupForum()) {
      long guild = groups.make("Guild", "INVITATION");
      var leo = groups.forum.member("Leo");
      groups
          .form(groups.solon, guild)
          .set("names", "Leo")
          .set("until", "2026-11-30")
          .set("leader", "on")
          .send()
          .expect(303);
      var answer = groups.form(leo, guild).set("names", "Leo").set("leader", "on").send();
      assertThat(
              answer.status()
                  + " without end: "
                  + groups.forum.count(
                      "select count(*) from group_member where until is null and group_id = "
                          + guild))
          .isEqualTo("403 without end: 0");
    }
  }

  @Test
  void whoRegistersIsANewMemberAtOnce() {
    try (var groups = new GroupForum()) {
      String board = groups.forum.board(groups.solon, "Agora");
      String page = "/admin/groups/" + GroupKind.NEW.id();
      groups.solon.get(page).form(page).set("posts", "3").send().expect(303);
      site(groups, GroupKind.NEW.id(), "WITHOUT_APPROVAL", "NEVER");
      groups.forum.applyGroupRules();
      var spam = groups.forum.member("Spam");
      String topic = Acts.open(spam, board, "Buy this", "now");
      assertThat(groups.forum.guest().get(topic).status()).isEqualTo(404);
    }
  }

  @Test
  void theNumberOfNotificationsEndsWithTheMembership() {
    try (var groups = new GroupForum()) {
      var forum = groups.forum;
      long circle = groups.make("Circle", "INVITATION");
      String board = forum.board(groups.solon, "Room");
      String rights =
          "/admin/boards/"
              + forum.count("select id from board where slug = '" + board.substring(3) + "'")
              + "/rights";
      groups
          .solon
          .get(rights)
          .form(rights)
          .set("confirmed", "yes")
          .set("g1", "HIDDEN")
          .set("g3", "HIDDEN")
          .set("g" + circle, "STANDARD")
          .send()
          .expect(303);
      var ann = forum.member("Ann");
      groups.add(groups.solon, circle, "Ann").expect(303);
      String topic = Acts.open(groups.solon, board, "Zyx", "text");
      Acts.reply(groups.solon, topic, "@Ann look").expect(303);
      soon("told", () -> ann.get("/latest").html().select(".who").text().contains("1 new"));
      String path = "/groups/" + circle + "/members/" + groups.account("Ann") + "/remove";
      GroupForum.force(groups.solon, path).expect(303);
      ann.get(topic).expect(404);
      assertThat(ann.get("/latest").html().select(".who").text()).doesNotContain("1 new");
    }
  }
}
