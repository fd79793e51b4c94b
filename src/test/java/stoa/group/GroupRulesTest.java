package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.access.GroupKind;
import stoa.support.Acts;

/** Groups whose members come and go by a rule, and memberships that end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GroupRulesTest {
  private GroupForum groups;
  private String board;

  @BeforeAll
  void open() {
    groups = new GroupForum();
    board = groups.forum.board(groups.solon, "Stadium");
  }

  @AfterAll
  void close() {
    groups.close();
  }

  private boolean in(String name, long group) {
    return groups.forum.count(
            "select count(*) from account where name = '"
                + name
                + "' and "
                + group
                + " = any(groups)")
        == 1;
  }

  private void set(String name, String what) {
    groups.forum.execute("update account set " + what + " where name = '" + name + "'");
  }

  private double changes(String by) {
    return groups.forum.metric("forum_group_changes_total", "by", by);
  }

  @Test
  void aRulePutsMembersInAndTakesThemOutAgain() {
    long runners =
        GroupForum.id(
            groups
                .form("Runners")
                .set("joining", "RULE")
                .set("posts", "2")
                .set("days", "3")
                .set("badge", "runner")
                .send());
    var milo = groups.forum.member("Milo");
    var _ = groups.forum.member("Hurried");
    String topic = Acts.open(milo, board, "Stadion", "text");
    Acts.reply(milo, topic, "more").expect(303);
    groups.forum.applyGroupRules();
    assertThat(in("Milo", runners)).isFalse();
    double before = changes("rule");
    set("Milo", "created_at = created_at - interval '3 days'");
    groups.forum.applyGroupRules();
    assertThat(in("Milo", runners)).isTrue();
    assertThat(in("Hurried", runners)).isFalse();
    assertThat(changes("rule")).isEqualTo(before + 1);
    assertThat(groups.forum.guest().get(topic).html().select(".post header .badge").eachText())
        .contains("runner");

    groups.add(groups.solon, runners, "Hurried").expect(303);
    set("Milo", "post_count = 1");
    groups.forum.applyGroupRules();
    assertThat(in("Milo", runners)).isFalse();
    assertThat(in("Hurried", runners)).as("put in by hand").isTrue();
    assertThat(groups.forum.guest().get(topic).html().select(".post header .badge").eachText())
        .doesNotContain("runner");
  }

  @Test
  void whoIsPutInByHandTooStays() {
    long divers =
        GroupForum.id(groups.form("Divers").set("joining", "RULE").set("likes", "5").send());
    var _ = groups.forum.member("Scyllis");
    set("Scyllis", "score = 5");
    groups.forum.applyGroupRules();
    assertThat(in("Scyllis", divers)).isTrue();
    groups.add(groups.solon, divers, "Scyllis").expect(303);
    set("Scyllis", "score = 0");
    groups.forum.applyGroupRules();
    assertThat(in("Scyllis", divers)).isTrue();
  }

  @Test
  void newIsWhoDoesNotMeetItsRuleAndNobodyWithoutOne() {
    long fresh = GroupKind.NEW.id();
    var _ = groups.forum.member("Novice");
    var _ = groups.forum.member("Veteran");
    set("Veteran", "score = 50");
    groups.forum.applyGroupRules();
    assertThat(groups.size(fresh)).isZero();
    String page = "/admin/groups/" + fresh;
    groups.solon.get(page).form(page).set("likes", "10").send().expect(303);
    groups.forum.applyGroupRules();
    assertThat(in("Novice", fresh)).isTrue();
    assertThat(in("Veteran", fresh)).isFalse();
    set("Novice", "score = 10");
    groups.forum.applyGroupRules();
    assertThat(in("Novice", fresh)).isFalse();
    groups.solon.get(page).form(page).set("likes", "").send().expect(303);
    groups.forum.applyGroupRules();
    assertThat(groups.size(fresh)).isZero();
  }

  @Test
  void aRunMakesSomeChangesAndTheNextGoesOn() {
    groups.members("Crowd", 6_000);
    groups.forum.execute(
        "update account set topic_count = 7, score = 1000 where name like 'Crowd%'");
    long crowd =
        GroupForum.id(groups.form("Crowd").set("joining", "RULE").set("likes", "999").send());
    groups.forum.applyGroupRules();
    assertThat(groups.size(crowd)).isBetween(1_000L, 5_000L);
    soon(
        "all of them",
        () -> {
          groups.forum.applyGroupRules();
          return groups.size(crowd) == 6_000;
        });
    groups.forum.execute("update account set score = 0 where name like 'Crowd%'");
    soon(
        "none of them",
        () -> {
          groups.forum.applyGroupRules();
          return groups.size(crowd) == 0;
        });
  }

  @Test
  void aMembershipEndsWithItsLastDay() {
    long guests = groups.make("Visitors", "INVITATION");
    var _ = groups.forum.member("Herodotus");
    groups
        .form(groups.solon, guests)
        .set("names", "Herodotus")
        .set("until", "2026-11-30")
        .send()
        .expect(303);
    groups.forum.endMemberships();
    assertThat(groups.size(guests)).isEqualTo(1);
    groups.forum.pass(Duration.ofDays(9));
    groups.forum.endMemberships();
    soon("it has ended", () -> groups.size(guests) == 0);
    assertThat(in("Herodotus", guests)).isFalse();
    soon("and was counted", () -> changes("end") == 1);
  }
}
