package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.account.OperatorAccounts;
import stoa.base.StartFault;
import stoa.base.config.Secret;
import stoa.base.config.Settings;
import stoa.base.config.SettingsLoader;
import stoa.support.Acts;
import stoa.support.Visitor;

/** What the command line does to members of a forum whose server runs beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperatorTest {
  private final App app = new App();
  private TestForum forum;
  private Settings settings;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    var database = forum.database();
    var environment =
        Map.of(
            "STOA_DATABASE_URL", database.url(),
            "STOA_DATABASE_USER", database.user(),
            "STOA_DATABASE_PASSWORD", database.password());
    settings = new SettingsLoader(forum.folder(), environment).load(Optional.empty()).settings();
    var _ = forum.administrator();
  }

  @AfterAll
  void close() {
    forum.close();
  }

  /** A server keeps a session's copy for a minute: a new one has the role at once. */
  private Visitor signedIn(String name) {
    var visitor = forum.guest();
    Acts.signIn(visitor, name, TestForum.PASSWORD).expect(303);
    return visitor;
  }

  @Test
  void aMemberBecomesAModeratorAndIsOneNoMore() throws Exception {
    forum.member("Nestor").get("/mod").expect(403);
    assertThat(app.putInto(settings, "nestor", "moderators"))
        .isEqualTo("Nestor is one of the moderators now");
    var moderator = signedIn("Nestor");
    var desk = moderator.get("/mod").expect(200);
    assertThat(desk.html().select(".site-nav a").eachAttr("href"))
        .containsExactly("/latest", "/unread", "/top", "/members", "/mod");
    moderator.get("/admin").expect(403);
    assertThat(app.putInto(settings, "Nestor", "Members"))
        .isEqualTo("Nestor is one of the members now");
    signedIn("Nestor").get("/mod").expect(403);
  }

  @Test
  void whoBecomesAnOrdinaryMemberManagesNothingAnyMore() throws Exception {
    forum.member("Nireus");
    forum.execute(
        "insert into member_group (id, kind, name, name_key) overriding system value"
            + " values (4711, 'OWN', 'Keepers', 'keepers')");
    forum.execute(
        "insert into board_right (group_id, act, value) values (4711, 'MANAGE_MEMBERS', 'ALLOW')");
    forum.put("Nireus", 4711);
    app.putInto(settings, "Nireus", "members");
    assertThat(forum.count("select count(*) from group_member where group_id = 4711")).isZero();
  }

  @Test
  void theOnlyAdministratorStaysOne() {
    assertThatThrownBy(() -> app.putInto(settings, "Solon", "members"))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("Solon is the only administrator");
  }

  @Test
  void whoIsLockedOutGetsAnotherPassword() throws Exception {
    var _ = forum.member("Corinna");
    String given = "seven loud geese";
    var answer = app.setPassword(settings, "Corinna", new Secret(given));
    assertThat(answer).startsWith("Corinna has another password");
    assertThat(
            forum.count(
                "select count(*) from session join account on account.id = account_id"
                    + " where name = 'Corinna'"))
        .isZero();
    Acts.signIn(forum.guest(), "Corinna", TestForum.PASSWORD).expect(422);
    Acts.signIn(forum.guest(), "Corinna", given).expect(303);
  }

  @Test
  void badWishesAreNamed() {
    assertThatThrownBy(() -> app.putInto(settings, "Nobody", "moderators"))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("no member \"Nobody\"");
    assertThatThrownBy(() -> app.putInto(settings, "Solon", "kings"))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("no group \"kings\"; there are new, members, moderators");
    assertThatThrownBy(() -> app.setPassword(settings, "Solon", new Secret("short")))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("password is as it was");
  }

  @Test
  void allMembersAreListed() throws Exception {
    var _ = forum.member("Erinna");
    var names = new ArrayList<String>();
    app.listUsers(settings, line -> names.add(OperatorAccounts.standing(line) + " " + line.name()));
    assertThat(names).startsWith("administrators Solon").contains("members Erinna");
  }
}
