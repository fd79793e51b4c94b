package stoa.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.access.GroupKind;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Administrators say in the browser who may what on a board. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BoardRightsTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor ann;
  private int made;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    ann = forum.member("Ann");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private long id(String board) {
    return forum.count("select id from board where slug = '" + board.substring(3) + "'");
  }

  private String rights(String board) {
    return "/admin/boards/" + id(board) + "/rights";
  }

  private static String field(GroupKind group) {
    return "g" + group.id();
  }

  private Visitor.Answer set(String board, GroupKind group, String preset) {
    String page = rights(board);
    return solon.get(page).form(page).set(field(group), preset).send();
  }

  /** A board of the kind that the form of a new one offers. */
  private String made(String title, String purpose) {
    var _ = forum.board(solon, "Next door " + ++made);
    var page = solon.get("/admin/boards");
    String category = page.html().select("select#parent option:matches(Agora)").last().val();
    page.form("/admin/boards")
        .set("title", title)
        .set("parent", category)
        .set("purpose", purpose)
        .send()
        .expect(303);
    return "/b/" + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private String text(Visitor who, String address) {
    return who.get(address).expect(200).text();
  }

  @Test
  void aStaffRoomIsForTheStaff() {
    String board = made("Staff room", "STAFF");
    Acts.open(solon, board, "Plans", "text");
    for (Visitor other : List.of(forum.guest(), ann)) {
      other.get(board).expect(404);
      assertThat(text(other, "/")).doesNotContain("Staff room").doesNotContain("Plans");
    }
    assertThat(text(solon, "/")).contains("Staff room").contains("Plans");
    assertThat(text(solon, rights(board)))
        .contains("Only these groups read this board: Moderators · Administrators");
  }

  @Test
  void announcementsAreReadByAllAndAnsweredByMembers() {
    String board = made("News", "ANNOUNCEMENTS");
    String topic = Acts.open(solon, board, "Opening", "text");
    assertThat(text(forum.guest(), topic)).contains("Opening");
    assertThat(ann.get(board).html().select("a[href$=/new]")).isEmpty();
    assertThat(ann.get(board + "/new").expect(403).text()).contains("other groups can");
    Acts.reply(ann, topic, "how nice").expect(303);
    assertThat(text(solon, rights(board))).contains("Everybody reads this board");
  }

  @Test
  void guestsDoNotSeeWhatIsForMembers() {
    String board = made("Kitchen", "MEMBERS");
    String topic = Acts.open(ann, board, "Soup", "text");
    forum.guest().get(topic).expect(404);
    assertThat(text(forum.guest(), "/latest")).doesNotContain("Soup");
    assertThat(text(ann, "/latest")).contains("Soup");
    assertThat(text(solon, rights(board))).contains("All members read this board");
  }

  @Test
  void whatIsMadePrivateIsGoneAtOnceAndUndoneFromTheLog() {
    String board = forum.board(solon, "Agreed");
    String topic = Acts.open(ann, board, "Treaty", "text");
    assertThat(text(forum.guest(), topic)).contains("Treaty");
    assertThat(text(forum.guest(), "/")).contains("Treaty");
    set(board, GroupKind.MEMBERS, "HIDDEN").expect(303);
    set(board, GroupKind.GUESTS, "HIDDEN").expect(303);
    forum.guest().get(topic).expect(404);
    ann.get(topic).expect(404);
    assertThat(text(forum.guest(), "/")).doesNotContain("Treaty");

    String log = "/admin/rights/log?board=" + id(board);
    var entries = solon.get(log).expect(200).html().select("ul.tree form");
    assertThat(entries).hasSize(2);
    solon.get(log).form(entries.get(1).attr("action")).send().expect(303);
    assertThat(text(ann, topic)).contains("Treaty");
    forum.guest().get(topic).expect(404);
    assertThat(solon.get(log).html().select("ul.tree > li")).hasSize(3);
    assertThat(text(solon, log)).contains("Solon").contains("undone");

    String undo = entries.get(0).attr("action");
    var asked = solon.get(log).form(undo).send().expect(200);
    assertThat(asked.text()).contains("search engines").contains("Agreed");
    forum.guest().get(topic).expect(404);
    asked.form(undo).send().expect(303);
    assertThat(text(forum.guest(), topic)).contains("Treaty");
  }

  @Test
  void theLogOutlivesWhatItIsAbout() {
    String board = forum.board(solon, "Mist");
    set(board, GroupKind.MEMBERS, "READ_ONLY").expect(303);
    forum.member("Fay");
    solon.get(rights(board)).form(rights(board) + "/moderators").set("name", "Fay").send();
    String remove = "/admin/boards/" + id(board) + "/remove";
    solon.get("/admin/boards").form(remove).send().expect(303);
    var entries = solon.get("/admin/rights/log").html().select("ul.tree > li:contains(Mist)");
    assertThat(entries).hasSize(3).allMatch(entry -> entry.text().contains("does not exist"));
    assertThat(entries.select("form")).isEmpty();
  }

  @Test
  void whatOpensABoardToGuestsOrLocksItsMakerOutIsAskedAgain() {
    String board = made("Vault", "STAFF");
    Acts.open(solon, board, "Gold", "text");
    var asked = set(board, GroupKind.GUESTS, "READ_ONLY").expect(200);
    assertThat(asked.text()).contains("search engines").contains("one topic").contains("Vault");
    forum.guest().get(board).expect(404);
    asked.form(rights(board)).send().expect(303);
    assertThat(text(forum.guest(), board)).contains("Gold");

    asked = set(board, GroupKind.ADMINISTRATORS, "HIDDEN").expect(200);
    assertThat(asked.text()).contains("You yourself will read these boards no longer");
    asked.form(rights(board)).send().expect(303);
    solon.get(board).expect(404);
    set(board, GroupKind.ADMINISTRATORS, "AS_ABOVE").expect(303);
    solon.get(board).expect(200);
  }

  @Test
  void aModeratorOfOneBoardIsOneThereAlone() {
    String here = forum.board(solon, "Garden");
    String there = forum.board(solon, "Street");
    var bee = forum.member("Bee");
    String page = rights(here) + "/moderators";
    assertThat(solon.get(rights(here)).form(page).set("name", "Nobody").send().expect(422).text())
        .contains("There is no member of that name");
    solon.get(rights(here)).form(page).set("name", "Bee").send().expect(303);
    String mine = Acts.open(ann, here, "Roses", "text");
    String other = Acts.open(ann, there, "Stones", "text");
    bee.get(mine).form(Acts.action(mine, "lock")).send().expect(303);
    assertThat(bee.get(other).html().select("form[action$=lock]")).isEmpty();
    var token = bee.get("/settings").html().select("[name=_csrf]").attr("value");
    bee.post(Acts.action(other, "lock"), Map.of("_csrf", token)).expect(403);
    bee.get("/mod").expect(200);
    assertThat(text(forum.guest(), mine)).doesNotContain("moderator");

    var form = solon.get(rights(here)).html().select("form[action$=/remove]").attr("action");
    solon.get(rights(here)).form(form).send().expect(303);
    bee.get("/mod").expect(403);
  }

  @Test
  void singleRightsAreExplained() {
    String board = forum.board(solon, "Court");
    String page = rights(board) + "/" + GroupKind.MEMBERS.id();
    solon.get(page).form(page).set("REPLY", "NEVER").send().expect(303);
    String topic = Acts.open(ann, board, "Silence", "text");
    assertThat(text(ann, topic)).contains("You cannot reply on this board");
    String why = text(solon, "/admin/rights/why?member=Ann&board=" + id(board));
    assertThat(why).contains("Reply no Members: never · Court");
    assertThat(why).contains("Open topics yes Members: yes · on the whole site");
    assertThat(text(solon, "/admin/rights/why?member=Solon&board=" + id(board)))
        .contains("Reply no Members: never");
    assertThat(text(solon, "/admin/rights/why?member=No")).contains("no member of that name");
    assertThat(solon.get(rights(board)).html().select("#g3 option[selected]").text())
        .isEqualTo("single rights");
  }

  @Test
  void rightsAreTakenOverFromAnotherBoard() {
    String like = made("Cellar", "STAFF");
    String board = forum.board(solon, "Attic");
    String copy = rights(board) + "/copy";
    solon.get(rights(board)).form(copy).set("board", "" + id(like)).send().expect(303);
    ann.get(board).expect(404);
    solon.get(rights(board)).form(copy).set("board", "4711").send().expect(400);
  }

  private Visitor.Answer look(String group, String name) {
    String page = "/admin/rights/why";
    var form = solon.get(page).form("/admin/rights/eyes").set("group", group).set("name", name);
    return form.send();
  }

  @Test
  void administratorsLookThroughOthersEyesAndOnlyRead() {
    String board = made("Library", "STAFF");
    String topic = Acts.open(solon, board, "Scrolls", "text");
    assertThat(solon.get(topic).expect(200).text()).contains("Scrolls");
    assertThat(look("", "Nobody").expect(400).text()).contains("no member of that name");
    for (String name : List.of("", "Ann")) {
      look("" + GroupKind.GUESTS.id(), name).expect(303);
      var index = solon.get("/").expect(200);
      assertThat(index.text()).contains("You look at the forum").doesNotContain("Scrolls");
      assertThat(index.text()).contains(name.isEmpty() ? "Guests" : "Ann");
      assertThat(solon.get(topic).expect(404).text()).contains("You look at the forum");
      solon.get("/admin").expect(303);
      var token = index.html().select("[name=_csrf]").attr("value");
      var refused = solon.post(Acts.action(topic, "lock"), Map.of("_csrf", token)).expect(403);
      assertThat(refused.text()).contains("can only read");
      solon.get("/").form("/eyes/own").send().expect(303);
      assertThat(solon.get("/").text()).contains("Scrolls").doesNotContain("You look at");
    }
    look("" + GroupKind.MODERATORS.id(), "").expect(303);
    assertThat(solon.get(topic).expect(200).html().select("form[action$=lock]")).isNotEmpty();
    solon.get("/").form("/eyes/own").send().expect(303);
  }

  @Test
  void nobodyElseLooksThroughOthersEyes() {
    String board = made("Treasury", "STAFF");
    var _ = ann.cookie("eyes", GroupKind.ADMINISTRATORS.id() + ":");
    ann.get(board).expect(404);
    assertThat(ann.get("/").text()).doesNotContain("Treasury").doesNotContain("You look at");
    var _ = ann.forget("eyes");
  }

  @Test
  void whoManagesBoardsAloneGivesThemselvesNoMore() {
    var form = solon.get("/admin/groups").form("/admin/groups");
    form.set("name", "Builders").set("joining", "INVITATION").send().expect(303);
    long group = forum.count("select id from member_group where name = 'Builders'");
    var cid = forum.member("Cid");
    forum.put("Cid", group);
    String single = "/admin/rights/" + group;
    solon.get(single).form(single).set("MANAGE_BOARDS", "ALLOW").send().expect(303);
    cid.get("/admin/boards").expect(200);
    cid.get("/admin/rights").expect(403);
    var token = cid.get("/settings").html().select("[name=_csrf]").attr("value");
    cid.post(single, Map.of("_csrf", token, "ADMINISTER", "ALLOW")).expect(403);
    var undo = solon.get("/admin/rights/log").html().select("form[action$=/undo]").attr("action");
    cid.post(undo, Map.of("_csrf", token)).expect(403);
    cid.post("/admin/rights/eyes", Map.of("_csrf", token, "group", "5")).expect(403);
    var _ = cid.cookie("eyes", "5:");
    assertThat(cid.get("/").text()).doesNotContain("You look at");
    solon.get(single).form(single).set("MANAGE_BOARDS", "").send().expect(303);
    cid.get("/admin/boards").expect(403);
  }

  @Test
  void theSiteHasRightsOfItsOwn() {
    String page = "/admin/rights";
    assertThat(solon.get(page).html().select("#g3 option[selected]").text())
        .isEqualTo("read and write");
    assertThat(solon.get(page).html().select("#g1 option[selected]").text()).isEqualTo("read");
    String single = page + "/" + GroupKind.GUESTS.id();
    solon.get(single).form(single).set("SEE_PROFILES", "").send().expect(303);
    assertThat(forum.guest().get("/u/Ann").expect(303).location()).startsWith("/login");
    ann.get("/u/Solon").expect(200);
    solon.get(single).form(single).set("SEE_PROFILES", "ALLOW").send().expect(303);
    forum.guest().get("/u/Ann").expect(200);
  }

  @Test
  void nobodyElseMay() {
    String board = forum.board(solon, "Shut");
    var token = ann.get("/settings").html().select("[name=_csrf]").attr("value");
    for (String page : List.of(rights(board), "/admin/rights", rights(board) + "/3")) {
      ann.get(page).expect(403);
      ann.post(page, Map.of("_csrf", token, "g3", "MODERATOR")).expect(403);
      assertThat(forum.guest().get(page).expect(303).location()).startsWith("/login");
    }
    ann.get("/admin/rights/log").expect(403);
    ann.get("/admin/rights/why").expect(403);
    solon.get("/admin/boards/4711/rights").expect(404);
    solon.get(rights(board) + "/4711").expect(404);
  }
}
