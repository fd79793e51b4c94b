package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Members ask to be in groups, and leave them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JoiningTest {
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
  void whoAsksIsLetInByALeaderAndLeaves() {
    long chorus = groups.make("Chorus", "REQUEST");
    var leader = groups.forum.member("Arion");
    groups.form(groups.solon, chorus).set("names", "Arion").set("leader", "on").send().expect(303);
    var thespis = groups.forum.member("Thespis");
    String page = "/groups/" + chorus;
    assertThat(thespis.get("/groups").text()).contains("Chorus", "on request");
    var long_ = thespis.get(page).form(page + "/ask").set("reason", "x".repeat(301)).send();
    assertThat(long_.expect(422).html().select("#reason").attr("value")).hasSize(301);
    thespis.get(page).form(page + "/ask").set("reason", "I sing <b>").send().expect(303);
    GroupForum.force(thespis, page + "/ask").expect(303);
    assertThat(groups.size(chorus)).isEqualTo(1);
    assertThat(thespis.get("/groups").text()).contains("you have asked to join");

    assertThat(leader.get("/groups").text()).contains("one waits");
    assertThat(leader.get(page).text()).contains("Thespis", "I sing <b>");
    assertThat(thespis.get(page).text()).doesNotContain("I sing");
    String request = page + "/requests/" + groups.account("Thespis");
    GroupForum.force(thespis, request + "/accept").expect(403);
    leader.get(page).form(request + "/accept").send().expect(303);
    GroupForum.force(leader, request + "/accept").expect(303);
    assertThat(groups.size(chorus)).isEqualTo(2);
    assertThat(thespis.get("/groups").text()).contains("you are in it");

    thespis.get("/groups").form(page + "/leave").send().expect(303);
    assertThat(groups.size(chorus)).isEqualTo(1);
    GroupForum.force(leader, request + "/accept").expect(303);
    assertThat(groups.size(chorus)).isEqualTo(1);
  }

  @Test
  void aRequestIsRefusedOrTakenBack() {
    long guild = groups.make("Guild", "REQUEST");
    var smith = groups.forum.member("Smith");
    String page = "/groups/" + guild;
    smith.get("/groups").form(page + "/ask").send().expect(303);
    smith.get("/groups").form(page + "/withdraw").send().expect(303);
    assertThat(groups.solon.get("/admin/groups/" + guild).text()).doesNotContain("Smith");
    smith.get("/groups").form(page + "/ask").send().expect(303);
    String request = page + "/requests/" + groups.account("Smith");
    GroupForum.force(smith, request + "/refuse").expect(403);
    groups.solon.get("/admin/groups/" + guild).form(request + "/refuse").send().expect(303);
    assertThat(smith.get("/groups").html().select("form[action=" + page + "/ask]")).hasSize(1);
    assertThat(groups.size(guild)).isZero();
  }

  @Test
  void nobodyAsksWhereTheyAreInvitedOrLeavesWhatDeniesThem() {
    long invited = groups.make("Invited", "INVITATION");
    var guest = groups.forum.member("Philoxenos");
    GroupForum.force(guest, "/groups/" + invited + "/ask").expect(404);
    groups.add(groups.solon, invited, "Philoxenos").expect(303);
    groups.forum.execute(
        "insert into board_right (group_id, act, value) values (" + invited + ", 'OPEN', 'NEVER')");
    groups.make("Refresh", "INVITATION"); // all copies end by it
    assertThat(guest.get("/groups").html().select("form[action$=/leave]")).isEmpty();
    GroupForum.force(guest, "/groups/" + invited + "/leave").expect(403);
    GroupForum.force(groups.solon, "/groups/5/leave").expect(403);
    assertThat(groups.size(invited)).isEqualTo(1);
    groups.forum.guest().get("/groups").expect(303);
  }
}
