package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.access.GroupKind;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Administrators put members into groups on their pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MemberAdminTest {
  private static final long MODERATORS = GroupKind.MODERATORS.id();
  private static final long ADMINISTRATORS = GroupKind.ADMINISTRATORS.id();

  private TestForum forum;
  private Visitor solon;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private String address(String name) {
    return "/admin/members/" + forum.count("select id from account where name = '" + name + "'");
  }

  private Visitor.Form form(Visitor by, String name, long group) {
    String page = address(name);
    return by.get(page).form(page + "/groups").without("leader").set("group", "" + group);
  }

  private Visitor.Answer takeOut(Visitor by, String name, long group) {
    String page = address(name);
    return by.get(page).form(page + "/groups/" + group + "/remove").send();
  }

  private static String token(Visitor visitor) {
    return visitor.get("/settings").html().select("[name=_csrf]").attr("value");
  }

  @Test
  void aGroupIsInForceAtOnceAlsoInTheSessionThatIsOpen() {
    String board = forum.board(solon, "Council");
    var nestor = forum.member("Nestor");
    String topic = Acts.open(nestor, board, "Advice", "text");
    assertThat(forum.guest().get(topic).html().select(".post header .badge")).isEmpty();
    nestor.get("/mod").expect(403);

    assertThat(solon.get("/u/Nestor").html().select("a[href=" + address("Nestor") + "]"))
        .isNotEmpty();
    var page = form(solon, "Nestor", MODERATORS).send().follow();
    assertThat(page.text()).contains("in force at once", "put in by Solon");
    nestor.get("/mod").expect(200);
    assertThat(forum.guest().get(topic).html().select(".post header .badge").eachText())
        .containsExactly("moderator");

    takeOut(solon, "Nestor", MODERATORS).expect(303);
    nestor.get("/mod").expect(403);
    assertThat(forum.guest().get(topic).html().select(".post header .badge")).isEmpty();
    assertThat(forum.count("select count(*) from access_change where what = 'MEMBERSHIP'"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyElseMayAndNobodyForThemselves() {
    var bias = forum.member("Bias");
    for (String name : new String[] {"Bias", "Solon"}) {
      bias.get(address(name)).expect(403);
      var fields = Map.of("_csrf", token(bias), "group", "" + ADMINISTRATORS);
      bias.post(address(name) + "/groups", fields).expect(403);
      bias.post(address(name) + "/groups/5/remove", fields).expect(403);
      bias.post(address(name) + "/sessions/end", fields).expect(403);
    }
    forum.guest().get(address("Bias")).expect(303);

    assertThat(solon.get(address("Solon")).html().select("form[action$=/groups/5/remove]"))
        .isEmpty();
    var own = Map.of("_csrf", token(solon), "group", "" + ADMINISTRATORS);
    solon.post(address("Solon") + "/groups/5/remove", own).expect(403);
    solon.post(address("Solon") + "/groups", own).expect(403);
    assertThat(forum.count("select count(*) from group_member where group_id = 5")).isEqualTo(1);
  }

  @Test
  void whoManagesMembersMakesNoAdministrators() {
    var chilon = forum.member("Chilon");
    forum.execute(
        "insert into board_right (group_id, act, value) values (4, 'MANAGE_MEMBERS', 'ALLOW')");
    form(solon, "Chilon", MODERATORS).send().expect(303);
    var periander = forum.member("Periander");
    assertThat(chilon.get(address("Periander")).html().select("select option[value=5]")).isEmpty();
    form(chilon, "Periander", ADMINISTRATORS).send().expect(422);
    var fields = Map.of("_csrf", token(chilon));
    chilon.post(address("Solon") + "/groups/5/remove", fields).expect(403);
    form(chilon, "Periander", MODERATORS).send().expect(422); // which manage members by now
    periander.get("/mod").expect(403);
    forum.execute("delete from board_right where group_id = 4 and act = 'MANAGE_MEMBERS'");
  }

  @Test
  void theLastAdministratorStays() {
    var thales = forum.member("Thales");
    form(solon, "Thales", ADMINISTRATORS).send().expect(303);
    takeOut(thales, "Solon", ADMINISTRATORS).expect(303);
    var fields = Map.of("_csrf", token(thales));
    thales.post(address("Thales") + "/groups/5/remove", fields).expect(403);
    form(thales, "Solon", ADMINISTRATORS).send().expect(303);

    form(solon, "Thales", ADMINISTRATORS).set("until", "2031-01-01").send().expect(303);
    var last = form(thales, "Solon", ADMINISTRATORS).set("until", "2031-01-01").send();
    assertThat(last.expect(403).text()).contains("must have an administrator");
    takeOut(solon, "Thales", ADMINISTRATORS).expect(303);
  }

  @Test
  void aMembershipEndsWithItsLastDay() {
    var cleobulus = forum.member("Cleobulus");
    form(solon, "Cleobulus", MODERATORS).set("until", "2026-11-23").send().expect(303);
    cleobulus.get("/mod").expect(200);
    forum.pass(Duration.ofHours(13));
    cleobulus.get("/mod").expect(403);
    assertThat(solon.get(address("Cleobulus")).html().select("form[action$=/groups/4/remove]"))
        .isEmpty();
  }

  @Test
  void badWishesAreRefused() {
    var _ = forum.member("Pittacus");
    assertThat(form(solon, "Pittacus", 4711).send().expect(422).text()).contains("Choose a group.");
    form(solon, "Pittacus", GroupKind.MEMBERS.id()).send().expect(422);
    var again = form(solon, "Pittacus", MODERATORS).set("until", "soon").send().expect(422);
    assertThat(again.text()).contains("This is no date");
    assertThat(again.html().select("#until").attr("value")).isEqualTo("soon");
    assertThat(again.html().select("#group option[selected]").attr("value")).isEqualTo("4");
    form(solon, "Pittacus", MODERATORS).set("until", "2020-01-01").send().expect(422);
    solon.get("/admin/members/4711").expect(404);
    forum.execute("update account set removed_at = now() where name = 'Pittacus'");
    solon.get(address("Pittacus")).expect(410);
    var fields = Map.of("_csrf", token(solon), "group", "4");
    solon.post(address("Pittacus") + "/groups", fields).expect(410);
  }

  @Test
  void allSessionsOfAMemberAreEnded() {
    var myson = forum.member("Myson");
    myson.get("/settings").expect(200);
    String page = address("Myson");
    assertThat(solon.get(page).html().select("section[aria-labelledby=sessions] li")).hasSize(1);
    solon.get(page).form(page + "/sessions/end").send().expect(303);
    myson.get("/settings").expect(303);
  }
}
