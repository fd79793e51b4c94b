package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Visitor;

/** Administrators and leaders say who is in a group. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GroupMembersTest {
  private GroupForum groups;

  @BeforeAll
  void open() {
    groups = new GroupForum();
  }

  @AfterAll
  void close() {
    groups.close();
  }

  private Visitor leader(String name, long group) {
    var visitor = groups.forum.member(name);
    groups.form(groups.solon, group).set("names", name).set("leader", "on").send().expect(303);
    return visitor;
  }

  @Test
  void severalAreAddedByNameOrAddress() {
    groups.members("Oar", 4);
    long rowers = groups.make("Rowers", "INVITATION");
    groups.add(groups.solon, rowers, "Oar1，oar2、\nOAR3@example.com").expect(303);
    assertThat(groups.size(rowers)).isEqualTo(3);

    var unknown = groups.add(groups.solon, rowers, "Oar4, Nobody, N0ne").expect(422);
    assertThat(unknown.text()).contains("2 names are not known: Nobody, N0ne");
    assertThat(unknown.html().select("#names").text()).contains("Oar4, Nobody, N0ne");
    assertThat(groups.size(rowers)).isEqualTo(3);
    groups.add(groups.solon, rowers, " , ").expect(422);
    groups.add(groups.solon, rowers, "x ".repeat(3) + many(1_001)).expect(422);
    groups
        .form(groups.solon, rowers)
        .set("names", "Oar4")
        .set("until", "2020-01-01")
        .send()
        .expect(422);
    assertThat(groups.size(rowers)).isEqualTo(3);

    String gone = "/groups/" + rowers + "/members/" + groups.account("Oar1") + "/remove";
    groups.solon.get("/admin/groups/" + rowers).form(gone).send().expect(303);
    GroupForum.force(groups.solon, gone).expect(303);
    assertThat(groups.size(rowers)).isEqualTo(2);
  }

  private static String many(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("name").append(i).append('\n');
    }
    return text.toString();
  }

  @Test
  void allMembersOfALargeGroupAreAddedToAnother() {
    groups.members("Hoplite", 5_000);
    long army = groups.make("Army", "INVITATION");
    groups.forum.execute(
        "insert into group_member (account_id, group_id, since) select id, "
            + army
            + ", now() from account where name like 'Hoplite%'");
    groups.forum.execute("update account set removed_at = now() where name = 'Hoplite5'");
    long fleet = groups.make("Fleet", "INVITATION");
    groups
        .form(groups.solon, fleet)
        .set("names", "Hoplite7")
        .set("leader", "on")
        .send()
        .expect(303);
    String from = "/groups/" + fleet + "/members/from";
    groups.solon.get("/admin/groups/" + fleet).form(from).set("from", "" + army).send().expect(303);
    assertThat(groups.size(fleet)).isEqualTo(4_999);
    assertThat(
            groups.forum.count(
                "select count(*) from access_change where group_id = "
                    + fleet
                    + " and what = 'MEMBERSHIP' and becomes <> ''"))
        .isEqualTo(4_999);
    assertThat(
            groups.forum.count(
                "select count(*) from account where name like 'Hoplite%' and cardinality(groups) = 3"))
        .isEqualTo(4_999);

    var first = groups.solon.get("/admin/groups/" + fleet).expect(200);
    assertThat(first.html().select("section[aria-labelledby=members] .tree li")).hasSize(50);
    assertThat(first.html().select(".pager a[rel=next]")).hasSize(1);
    groups.solon.get("/admin/groups/" + fleet + "?page=100").expect(200);
    groups.solon.get("/admin/groups/" + fleet + "?page=101").expect(404);
    var found = groups.solon.get("/admin/groups/" + fleet + "?q=hoplite499").expect(200);
    assertThat(found.html().select("section[aria-labelledby=members] .tree li")).hasSize(11);
    var none = groups.solon.get("/admin/groups/" + fleet + "?q=hop%25").expect(200);
    assertThat(none.text()).contains("Nobody is here");
    assertThat(groups.forum.count("select count(*) from group_member where leader")).isPositive();

    String page = "/admin/groups/" + fleet + "/remove";
    groups.solon.get(page).form(page).send().expect(303);
    assertThat(groups.size(fleet)).isZero();
    GroupForum.force(groups.solon, "/groups/5/members/from", "from", "" + army).expect(404);
  }

  @Test
  void aLeaderDecidesAboutTheirOwnGroupAlone() {
    groups.members("Potter", 3);
    long potters = groups.make("Potters", "INVITATION");
    long weavers = groups.make("Weavers", "INVITATION");
    var euphronios = leader("Euphronios", potters);
    groups.add(euphronios, potters, "Potter1, Potter2").expect(303);
    assertThat(groups.size(potters)).isEqualTo(3);
    assertThat(groups.add(euphronios, potters, "potter3@example.com").expect(422).text())
        .contains("one name is not known");
    String member = "/groups/" + potters + "/members/" + groups.account("Potter1");
    euphronios.get("/groups/" + potters).form(member + "/leader").send().expect(303);
    assertThat(leads("Potter1", potters)).isTrue();
    euphronios
        .get("/groups/" + potters)
        .form(member + "/leader")
        .without("leader")
        .send()
        .expect(303);
    assertThat(leads("Potter1", potters)).isFalse();
    euphronios.get("/groups/" + potters).form(member + "/remove").send().expect(303);
    assertThat(groups.size(potters)).isEqualTo(2);

    var stranger = groups.forum.member("Stranger");
    for (var other : new Visitor[] {stranger, leader("Arachne", weavers)}) {
      var page = other.get("/groups/" + potters).expect(200);
      assertThat(page.text()).doesNotContain("Potter2", "Add members");
      GroupForum.force(other, "/groups/" + potters + "/members", "names", "Stranger").expect(403);
      GroupForum.force(other, "/groups/" + potters + "/members/from", "from", "" + weavers)
          .expect(403);
      String two = "/groups/" + potters + "/members/" + groups.account("Potter2");
      GroupForum.force(other, two + "/remove").expect(403);
      GroupForum.force(other, two + "/leader", "leader", "on").expect(403);
      GroupForum.force(other, "/groups/4/members", "names", "Stranger").expect(403);
      GroupForum.force(other, "/groups/3/members", "names", "Stranger").expect(404);
    }
    euphronios.get("/admin/groups/" + potters).expect(403);
    assertThat(groups.size(potters)).isEqualTo(2);
    groups.forum.guest().get("/groups/" + potters).expect(303);
  }

  private boolean leads(String name, long group) {
    return groups.forum.count(
            "select count(*) from group_member where leader and group_id = "
                + group
                + " and account_id = "
                + groups.account(name))
        == 1;
  }

  @Test
  void aHiddenGroupIsThereForItsMembersAlone() {
    long secret = GroupForum.id(groups.form("Eleusis").without("visible").send());
    var initiate = groups.forum.member("Initiate");
    var profane = groups.forum.member("Profane");
    groups.add(groups.solon, secret, "Initiate").expect(303);
    assertThat(initiate.get("/groups").text()).contains("Eleusis");
    assertThat(profane.get("/groups").text()).doesNotContain("Eleusis");
    profane.get("/groups/" + secret).expect(404);
    GroupForum.force(profane, "/groups/" + secret + "/ask").expect(404);
  }

  @Test
  void theModeratorsOfAHiddenBoardAreNotTold() {
    groups.forum.board(groups.solon, "Cabal");
    groups.forum.execute(
        "insert into member_group (kind, board_id) select 'BOARD', id from board where title = 'Cabal'");
    groups.forum.execute(
        "insert into board_right (board_id, group_id, act, value) select id, 3, act, 'NO' from board,"
            + " unnest(array['SEE', 'READ']) act where title = 'Cabal'");
    groups.make("Refresh", "INVITATION"); // all copies end by it
    assertThat(groups.solon.get("/groups").text()).contains("Moderators of Cabal");
    assertThat(groups.forum.member("Outsider").get("/groups").text()).doesNotContain("Cabal");
  }
}
