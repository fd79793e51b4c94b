package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Alone;

/** A forum of 100,000 members, half of them in one group. */
@Alone
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManyMembersTest {
  private static final int MEMBERS = 100_000;

  private GroupForum groups;
  private long half;

  @BeforeAll
  void open() {
    groups = new GroupForum();
    half = groups.make("Half", "INVITATION");
    groups.forum.execute(
        "insert into account (name, name_key, email, email_key, created_at, post_count)"
            + " select 'Crew' || n, 'crew' || n, 'c' || n || '@example.org',"
            + " 'c' || n || '@example.org', now() - n * interval '1 minute', n % 1000"
            + " from generate_series(1, "
            + MEMBERS
            + ") n");
    groups.forum.execute(
        "insert into group_member (account_id, group_id, since, added_by)"
            + " select id, "
            + half
            + ", now(), 1 from account where name like 'Crew%' and id % 2 = 0");
    groups.forum.execute("analyze");
  }

  @AfterAll
  void close() {
    groups.close();
  }

  @Test
  void membersAreFoundInNoTime() {
    var took = new LinkedHashMap<String, Long>();
    for (String path :
        new String[] {
          "/members",
          "/members?page=100",
          "/members?q=crew9",
          "/members?group=" + half,
          "/members?group=" + half + "&q=crew77",
          "/groups/" + half,
          "/admin/groups/" + half + "?q=crew5",
          "/admin/groups",
          "/admin/members/" + groups.account("Crew777"),
          "/admin/rights/why?member=Crew777"
        }) {
      groups.solon.get(path).expect(200); // the first look compiles
      long begun = System.nanoTime();
      groups.solon.get(path).expect(200);
      took.put(path, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }
    System.out.println("of 100,000 members, milliseconds: " + took);
    assertThat(took.entrySet().stream().map(Map.Entry::getValue)).allMatch(time -> time < 500);
    assertThat(groups.solon.get("/members?q=crew9999").html().select("tbody .who-link").eachText())
        .contains("Crew9999", "Crew99990")
        .doesNotContain("Crew1");
  }

  @Test
  void halfOfThemComeIntoAnotherGroup() {
    long other = groups.make("Other half", "INVITATION");
    long begun = System.nanoTime();
    GroupForum.force(groups.solon, "/groups/" + other + "/members/from", "from", "" + half)
        .expect(303);
    System.out.println(
        "50,000 put into a group: "
            + Duration.ofNanos(System.nanoTime() - begun).toMillis()
            + " ms");
    assertThat(groups.forum.count("select count(*) from group_member where group_id = " + other))
        .isEqualTo(MEMBERS / 2);
    groups.add(groups.solon, other, "c2@example.org").expect(303);
    assertThat(groups.forum.count("select count(*) from group_member where group_id = " + other))
        .isEqualTo(MEMBERS / 2 + 1);
  }
}
