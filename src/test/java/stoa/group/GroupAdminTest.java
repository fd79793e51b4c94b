package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Acts;

/** Administrators make, change and remove groups. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GroupAdminTest {
  private GroupForum groups;

  @BeforeAll
  void open() {
    groups = new GroupForum();
  }

  @AfterAll
  void close() {
    groups.close();
  }

  @Test
  void aGroupsBadgeStandsBesideItsMembersNames() {
    String board = groups.forum.board(groups.solon, "Harbour");
    var arion = groups.forum.member("Arion");
    String topic = Acts.open(arion, board, "Dolphins", "text");
    long heralds =
        GroupForum.id(groups.form("Heralds").set("badge", "herald").set("colour", "red").send());
    groups.add(groups.solon, heralds, "arion").expect(303);
    var guest = groups.forum.guest();
    assertThat(guest.get(topic).html().select(".post header .badge.red").eachText())
        .containsExactly("herald");
    assertThat(groups.solon.get("/admin/groups").text()).contains("Heralds", "one member");

    String page = "/admin/groups/" + heralds;
    groups.solon.get(page).form(page).set("badge", "crier").send().expect(303);
    assertThat(guest.get(topic).html().select(".post header .badge").eachText())
        .containsExactly("crier");
    groups.solon.get(page).form(page).without("visible").send().expect(303);
    assertThat(guest.get(topic).html().select(".post header .badge")).isEmpty();

    groups.forum.execute(
        "insert into board_right (board_id, group_id, act, value) select id, "
            + heralds
            + ", 'PIN', 'ALLOW' from board where title = 'Harbour'");
    groups.solon.get(page).form(page).set("visible", "on").send().expect(303);
    var asked = groups.solon.get(page + "/remove").expect(200);
    assertThat(asked.text()).contains("one member", "rights on one board");
    asked.form(page + "/remove").send().expect(303);
    groups.solon.get(page).expect(404);
    assertThat(guest.get(topic).html().select(".post header .badge")).isEmpty();
    assertThat(groups.forum.count("select cardinality(groups) from account where name = 'Arion'"))
        .isEqualTo(1);
    assertThat(
            groups.forum.count(
                "select count(*) from access_change where what = 'GROUP' and was like 'Heralds%'"
                    + " and becomes = ''"))
        .isEqualTo(1);
  }

  @Test
  void whatIsWrongIsSaidAndWhatWasTypedStays() {
    groups.make("Sailors", "INVITATION");
    var taken = groups.form("ＳＡＩＬＯＲＳ").set("about", "they sail").send().expect(422);
    assertThat(taken.text()).contains("Another group has this name");
    assertThat(taken.html().select("#about").attr("value")).isEqualTo("they sail");
    for (String name : new String[] {"Administrators", "版主", "guests"}) {
      assertThat(groups.form(name).send().expect(422).text()).contains("Another group has");
    }
    assertThat(groups.form("").send().expect(422).text()).contains("Give the group a name");
    groups.form("Long").set("badge", "x".repeat(21)).send().expect(422);
    groups.form("Long").set("badge", "字".repeat(20)).send().expect(303);
    groups.form("Deep").set("about", "x".repeat(301)).send().expect(422);
    var rule = groups.form("Veterans").set("joining", "RULE");
    assertThat(rule.send().expect(422).text()).contains("at least one of these");
    rule.set("posts", "0").send().expect(422);
    assertThat(rule.set("posts", "many").send().expect(422).text()).contains("whole number");
    rule.set("posts", "10").send().expect(303);
    long odd = GroupForum.id(groups.form("Odd").set("colour", "url(x)").send());
    assertThat(
            groups.forum.count(
                "select count(*) from member_group where colour = '' and id = " + odd))
        .isEqualTo(1);
  }

  @Test
  void whatTheForumBringsStaysAsItIs() {
    for (long id : new long[] {1, 3}) {
      groups.solon.get("/admin/groups/" + id).expect(404);
    }
    for (long id : new long[] {4, 5}) {
      String page = "/admin/groups/" + id;
      assertThat(
              groups
                  .solon
                  .get(page)
                  .expect(200)
                  .html()
                  .select("form[method=post][action=" + page + "]"))
          .isEmpty();
      GroupForum.force(groups.solon, page, "name", "Gods").expect(404);
      groups.solon.get(page + "/remove").expect(404);
      GroupForum.force(groups.solon, page + "/remove").expect(404);
    }
    groups
        .solon
        .get("/admin/groups/2")
        .form("/admin/groups/2")
        .set("posts", "3")
        .send()
        .expect(303);
    assertThat(groups.solon.get("/admin/groups/2").html().select("#posts").attr("value"))
        .isEqualTo("3");
    groups.solon.get("/admin/groups/2").form("/admin/groups/2").set("posts", "").send().expect(303);
  }

  @Test
  void onlyAdministratorsComeIn() {
    var bias = groups.forum.member("Bias");
    bias.get("/admin/groups").expect(403);
    bias.get("/admin/groups/4").expect(403);
    GroupForum.force(bias, "/admin/groups", "name", "Mine").expect(403);
    GroupForum.force(bias, "/admin/groups/4/remove").expect(403);
    groups.forum.guest().get("/admin/groups").expect(303);
  }
}
