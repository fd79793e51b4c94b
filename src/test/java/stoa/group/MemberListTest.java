package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Visitor;

/** The list of members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MemberListTest {
  private GroupForum groups;

  @BeforeAll
  void open() {
    groups = new GroupForum();
    groups.members("Myrmidon", 5_100);
    groups.forum.execute(
        "update account set name = 'A_b', name_key = 'a_b' where name = 'Myrmidon1'");
    groups.forum.execute(
        "update account set name = 'Axb', name_key = 'axb' where name = 'Myrmidon2'");
    groups.forum.execute("update account set removed_at = now() where name = 'Myrmidon3'");
  }

  @AfterAll
  void close() {
    groups.close();
  }

  private static List<String> names(Visitor reader, String query) {
    return reader.get("/members" + query).expect(200).html().select("tbody .who-link").eachText();
  }

  @Test
  void membersAreListedByNameAndByWhenTheyCame() {
    var guest = groups.forum.guest();
    assertThat(names(guest, "")).hasSize(50).startsWith("A_b", "Axb", "Myrmidon10");
    assertThat(names(guest, "?sort=new")).startsWith("Myrmidon5100", "Myrmidon5099");
    var page = guest.get("/members?sort=new&q=myr").expect(200);
    assertThat(page.html().select(".pager a[rel=next]").attr("href"))
        .isEqualTo("/members?sort=new&q=myr&page=2");
    assertThat(page.text()).contains("More than can be shown");
    guest.get("/members?page=100").expect(200);
    guest.get("/members?page=101").expect(404);
    guest.get("/members?page=x").expect(404);
    assertThat(guest.get("/members").html().select("a[href^=/admin]")).isEmpty();
  }

  @Test
  void aNameIsFoundByItsBeginning() {
    var guest = groups.forum.guest();
    assertThat(names(guest, "?q=ＭＹＲＭＩＤＯＮ510")).containsExactly("Myrmidon510", "Myrmidon5100");
    assertThat(names(guest, "?q=a_")).containsExactly("A_b");
    assertThat(names(guest, "?q=%25")).isEmpty();
    assertThat(names(guest, "?q=%5C")).isEmpty();
    assertThat(names(guest, "?q=Myrmidon3&sort=new")).doesNotContain("Myrmidon3");
    assertThat(groups.forum.guest().get("/members?q=zzz").text()).contains("No such member");
  }

  @Test
  void onlyWhoManagesMembersFindsThemByAddress() {
    assertThat(names(groups.solon, "?q=MYRMIDON77@example.com")).containsExactly("Myrmidon77");
    assertThat(
            groups
                .solon
                .get("/members?q=Myrmidon77")
                .html()
                .select("tbody a[href^=/admin/members/]"))
        .isNotEmpty();
    assertThat(names(groups.forum.member("Snoop"), "?q=myrmidon77@example.com")).isEmpty();
    assertThat(names(groups.forum.guest(), "?q=myrmidon77@example.com")).isEmpty();
  }

  @Test
  void membersOfAGroupAreListedToThoseWhoAreToldOfIt() {
    long band =
        GroupForum.id(groups.form("Band").set("badge", "band").set("colour", "blue").send());
    long secret = GroupForum.id(groups.form("Secret").without("visible").send());
    groups.add(groups.solon, band, "Myrmidon8, Myrmidon9").expect(303);
    groups.add(groups.solon, secret, "Myrmidon9").expect(303);
    var guest = groups.forum.guest();
    assertThat(names(guest, "?group=" + band)).containsExactly("Myrmidon8", "Myrmidon9");
    assertThat(names(guest, "?q=Myrmidon9&group=" + band)).containsExactly("Myrmidon9");
    assertThat(guest.get("/members?group=" + band).html().select("tbody .badge.blue")).hasSize(2);
    assertThat(guest.get("/members").html().select("#group option").eachText())
        .contains("Band", "Moderators")
        .doesNotContain("Secret", "New members");
    guest.get("/members?group=" + secret).expect(404);
    guest.get("/members?group=4711").expect(404);
    assertThat(names(groups.solon, "?group=" + secret)).containsExactly("Myrmidon9");
  }

  @Test
  void whoMayNotSeeProfilesDoesNotSeeTheList() {
    groups.forum.execute("delete from board_right where group_id = 1 and act = 'SEE_PROFILES'");
    groups.make("Refresh", "INVITATION"); // all copies end by it
    assertThat(groups.forum.guest().get("/members").expect(303).location()).startsWith("/login");
    assertThat(groups.forum.guest().get("/latest").html().select(".site-nav a[href=/members]"))
        .isEmpty();
    groups.forum.execute(
        "insert into board_right (group_id, act, value) values (1, 'SEE_PROFILES', 'ALLOW')");
    groups.make("Refreshed", "INVITATION");
    groups.forum.guest().get("/members").expect(200);
  }
}
