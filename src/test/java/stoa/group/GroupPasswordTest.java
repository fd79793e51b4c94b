package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Members join groups by a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GroupPasswordTest {
  private static final String WORD = "seven red sails";

  private GroupForum groups;

  @BeforeAll
  void open() {
    groups = new GroupForum();
  }

  @AfterAll
  void close() {
    groups.close();
  }

  private static Visitor.Form form(GroupForum groups, String name) {
    return groups.form(name).set("joining", "PASSWORD").set("password", WORD);
  }

  private long make(String name) {
    return GroupForum.id(form(groups, name).send());
  }

  /** With what stands in its form. */
  private Visitor.Form settings(long group) {
    String page = "/admin/groups/" + group;
    return groups.solon.get(page).form(page);
  }

  private static Visitor.Answer join(Visitor member, long group, String word) {
    String page = "/groups/" + group;
    return member.get(page).form(page + "/join").set("password", word).send();
  }

  private String boardOf(String title, long group) {
    var _ = groups.forum.board(groups.solon, "Beside " + title);
    var page = groups.solon.get("/admin/boards");
    String category = page.html().select("select#parent option:matches(Agora)").last().val();
    page.form("/admin/boards")
        .set("title", title)
        .set("parent", category)
        .set("purpose", "GROUP")
        .set("group", Long.toString(group))
        .send()
        .expect(303);
    return "/b/" + title.toLowerCase(java.util.Locale.ROOT);
  }

  private void setRights(String title, long group, String preset) {
    long board = groups.forum.count("select id from board where title = '" + title + "'");
    String page = "/admin/boards/" + board + "/rights";
    groups.solon.get(page).form(page).set("g" + group, preset).send().expect(303);
  }

  @Test
  void whoKnowsThePasswordReadsTheGroupsBoardAtOnce() {
    long crew = make("Crew");
    String board = boardOf("Hold", crew);
    String topic = Acts.open(groups.solon, board, "Amphorae", "text");
    var ann = groups.forum.member("Ann");
    ann.get(topic).expect(404);
    assertThat(ann.get("/groups").html().select("a[href=/groups/" + crew + "]").eachText())
        .containsExactly("Crew", "Join Crew");
    var joined = join(ann, crew, WORD).follow().expect(200);
    assertThat(joined.text()).contains("You are in the group.", "you are in it");
    ann.get(topic).expect(200);
    assertThat(ann.get("/latest").text()).contains("Amphorae");
    Acts.reply(ann, topic, "so many").expect(303);
    assertThat(groups.solon.get("/admin/groups/" + crew).text()).contains("put in by Ann");

    GroupForum.force(ann, "/groups/" + crew + "/join", "password", WORD).expect(303);
    assertThat(groups.size(crew)).isEqualTo(1);
    ann.get("/groups").form("/groups/" + crew + "/leave").send().expect(303);
    ann.get(topic).expect(404);
  }

  @Test
  void aWrongPasswordIsRefusedBesideTheField() {
    long guild = make("Tanners");
    var bion = groups.forum.member("Bion");
    var again = join(bion, guild, "seven blue sails").expect(422).html();
    assertThat(again.select("#password-fault").text())
        .isEqualTo("This is not the password of the group.");
    assertThat(again.select("#password").attr("aria-invalid")).isEqualTo("true");
    assertThat(again.select("#password").attr("value")).isEmpty();
    join(bion, guild, "").expect(422);
    assertThat(groups.size(guild)).isZero();
    join(bion, guild, WORD).expect(303);
    assertThat(groups.size(guild)).isEqualTo(1);
  }

  @Test
  void aMemberHasFewGuessesForAllGroupsTogether() {
    long one = make("Potters");
    long other = make("Weavers");
    var cleo = groups.forum.member("Cleo");
    for (int i = 0; i < 3; i++) {
      join(cleo, one, "a wrong guess " + i).expect(422);
      join(cleo, other, WORD + i).expect(i < 2 ? 422 : 429);
    }
    var refused = join(cleo, one, WORD).expect(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    assertThat(refused.html().select("#password-fault").text()).isNotEmpty();
    assertThat(groups.size(one)).isZero();
    join(groups.forum.member("Clio"), one, WORD).expect(303);
  }

  @Test
  void anAddressHasFewGuessesForAllItsMembersTogether() {
    try (var few = new GroupForum(Map.of("STOA_LIMITS_ACCOUNT_FAILURES", "6"))) {
      long group = GroupForum.id(form(few, "Sailors").send());
      var first = few.forum.member("First");
      var second = few.forum.member("Second");
      for (int i = 0; i < 3; i++) {
        join(first, group, "a wrong guess " + i).expect(422);
        join(second, group, "a wrong guess " + i).expect(422);
      }
      join(second, group, WORD).expect(429);
    }
  }

  @Test
  void theRightPasswordCountsForNoGuess() {
    var settings = Map.of("STOA_LIMITS_LOGIN_FAILURES", "1", "STOA_LIMITS_ACCOUNT_FAILURES", "1");
    try (var few = new GroupForum(settings)) {
      long group = GroupForum.id(form(few, "Sailors").send());
      var nike = few.forum.member("Nike");
      join(nike, group, WORD).expect(303);
      nike.get("/groups").form("/groups/" + group + "/leave").send().expect(303);
      join(nike, group, "wrong").expect(422);
      join(nike, group, WORD).expect(429);
    }
  }

  @Test
  void anEmptyFieldKeepsThePasswordAndAnotherOneLeavesMembersIn() {
    long choir = make("Choir");
    join(groups.forum.member("Dio"), choir, WORD).expect(303);
    settings(choir).set("about", "they sing").send().expect(303);
    join(groups.forum.member("Dion"), choir, WORD).expect(303);
    settings(choir).set("password", "eight white sails").send().expect(303);
    assertThat(groups.size(choir)).isEqualTo(2);
    var late = groups.forum.member("Draco");
    join(late, choir, WORD).expect(422);
    join(late, choir, "eight white sails").expect(303);

    settings(choir).set("joining", "REQUEST").send().expect(303);
    GroupForum.force(groups.forum.member("Damon"), "/groups/" + choir + "/join", "password", WORD)
        .expect(404);
    assertThat(settings(choir).set("joining", "PASSWORD").send().expect(422).text())
        .contains("Give the group a password.");
  }

  @Test
  void aPasswordIsNeededAndNotTooShortOrTooLong() {
    var form = form(groups, "Fullers");
    assertThat(form.set("password", "").send().expect(422).text())
        .contains("Give the group a password.");
    var again = form.set("password", "abc").send().expect(422);
    assertThat(again.html().select("#password-fault").text()).contains("at least 4 characters");
    assertThat(again.html().select("#password").attr("value")).isEmpty();
    form.set("password", "x".repeat(201)).send().expect(422);
    long group = GroupForum.id(form.set("password", "字".repeat(200)).send());
    settings(group).set("password", "abc").send().expect(422);
    join(groups.forum.member("Eos"), group, "字".repeat(200)).expect(303);
  }

  @Test
  void aHiddenGroupIsJoinedByWhomeverItsAddressWasGiven() {
    long secret =
        GroupForum.id(
            form(groups, "Mystai").set("about", "they are silent").without("visible").send());
    long invited = groups.make("Hierophants", "INVITATION");
    settings(invited).without("visible").send().expect(303);
    var eve = groups.forum.member("Eve");
    eve.get("/groups/" + invited).expect(404);
    GroupForum.force(eve, "/groups/" + invited + "/join", "password", WORD).expect(404);
    groups.forum.guest().get("/groups/" + secret).expect(303);
    assertThat(eve.get("/groups").text()).doesNotContain("Mystai");
    assertThat(eve.get("/groups/" + secret).text())
        .contains("Mystai")
        .doesNotContain("they are silent");
    assertThat(join(eve, secret, "wrong").expect(422).text()).doesNotContain("they are silent");
    assertThat(join(eve, secret, WORD).follow().text()).contains("they are silent");
  }

  @Test
  void nobodyComesByAPasswordToMoreRightsThanOthersHave() {
    long guard = make("Guards");
    boardOf("Gate", guard);
    setRights("Gate", guard, "MODERATOR");
    var fay = groups.forum.member("Fay");
    String page = "/groups/" + guard;
    var shown = fay.get(page).expect(200);
    assertThat(shown.text()).contains("its password lets nobody in");
    assertThat(shown.html().select("form[action$=/join]")).isEmpty();
    assertThat(GroupForum.force(fay, page + "/join", "password", WORD).expect(403).text())
        .contains("its password lets nobody in");
    assertThat(settings(guard).send().expect(422).html().select("#password-fault").text())
        .contains("nobody can join it by a password");
    groups.forum.execute("update member_group set visible = false where id = " + guard);
    groups.make("Refresh", "INVITATION"); // all copies end by it
    fay.get(page).expect(404);
    assertThat(groups.size(guard)).isZero();

    groups.forum.execute("update member_group set visible = true where id = " + guard);
    setRights("Gate", guard, "STANDARD");
    join(fay, guard, WORD).expect(303);
  }

  @Test
  void whoManagesThingsIsNotMadeByAPasswordEither() {
    long scribes = make("Scribes");
    String single = "/admin/rights/" + scribes;
    groups.solon.get(single).form(single).set("MANAGE_BOARDS", "ALLOW").send().expect(303);
    var gaia = groups.forum.member("Gaia");
    GroupForum.force(gaia, "/groups/" + scribes + "/join", "password", WORD).expect(403);
    gaia.get("/admin/boards").expect(403);
    settings(scribes).send().expect(422);
    settings(scribes).set("joining", "INVITATION").send().expect(303);
  }

  @Test
  void joiningDoesNotLengthenAMembershipThatEnds() {
    long guests = make("Lodgers");
    var hero = groups.forum.member("Hero");
    groups
        .form(groups.solon, guests)
        .set("names", "Hero")
        .set("until", "2030-01-01")
        .send()
        .expect(303);
    GroupForum.force(hero, "/groups/" + guests + "/join", "password", WORD).expect(303);
    String ends = "select count(*) from group_member where until is not null and group_id = ";
    assertThat(groups.forum.count(ends + guests)).isEqualTo(1);
    groups.forum.execute("update group_member set until = '2020-01-01' where group_id = " + guests);
    groups.make("Refreshed", "INVITATION");
    join(hero, guests, WORD).expect(303);
    assertThat(groups.forum.count(ends + guests)).isZero();
    assertThat(groups.size(guests)).isEqualTo(1);
  }

  @Test
  void thePasswordIsKeptAsAHashAndTheLogSaysOnlyThatItIsAnother() {
    long archive = make("Archive");
    settings(archive).set("password", "a second secret").send().expect(303);
    String hashes =
        "select count(*) from member_group where password_hash like '$argon2id$%' and id";
    assertThat(groups.forum.count(hashes + " = " + archive)).isEqualTo(1);
    String changes = "select count(*) from access_change where group_id = " + archive;
    assertThat(groups.forum.count(changes + " and becomes like '% | another password'"))
        .isEqualTo(2);
    assertThat(groups.solon.get("/admin/rights/log").text())
        .contains("another password")
        .doesNotContain(WORD, "a second secret", "argon2id");
    assertThat(groups.solon.get("/admin/groups/" + archive).body())
        .doesNotContain(WORD, "a second secret", "argon2id");
    settings(archive).set("about", "old papers").send().expect(303);
    assertThat(groups.forum.count(changes + " and becomes like '% | another password'"))
        .isEqualTo(2);
    settings(archive).set("joining", "INVITATION").send().expect(303);
    assertThat(groups.forum.count(hashes + " = " + archive)).isZero();
  }

  @Test
  void guestsSignInFirst() {
    long harbour = make("Harbour");
    var guest = groups.forum.guest();
    assertThat(guest.get("/groups/" + harbour).expect(303).location()).startsWith("/login");
  }
}
