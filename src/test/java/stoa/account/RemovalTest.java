package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.access.GroupKind;
import stoa.support.Acts;
import stoa.support.Visitor;

/** How a member is removed, and what then is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemovalTest {
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

  private Visitor.Answer signIn(Visitor visitor, String name) {
    return Acts.signIn(visitor, name, TestForum.PASSWORD);
  }

  private String removal(String name) {
    return "/admin/members/"
        + forum.count("select id from account where name = '" + name + "'")
        + "/remove";
  }

  @Test
  void aPageAsksAgain() {
    var thales = forum.member("Thales");
    var profile = solon.get("/u/Thales").expect(200).html();
    assertThat(profile.select("main form[action$=remove]"))
        .as("nothing acts on one click")
        .isEmpty();
    String link = profile.select("main a.danger").attr("href");
    assertThat(link).isEqualTo(removal("Thales"));

    var asks = solon.get(link).expect(200);
    assertThat(asks.text()).contains("Thales", "cannot sign in again", "cannot be taken back");
    assertThat(asks.html().select("main a[href=/u/Thales]")).as("the way back").isNotEmpty();
    thales.get("/settings").expect(200);

    asks.form(link).send().expect(303);
    thales.get("/settings").expect(303);
  }

  @Test
  void onlyAdministratorsAreAsked() {
    forum.member("Bias");
    String removal = removal("Bias");
    forum.member("Chilon").get(removal).expect(403);
    assertThat(forum.guest().get(removal).expect(303).location()).startsWith("/login");
  }

  @Test
  void nobodyRemovesThemselves() {
    String own = removal("Solon");
    solon.get(own).expect(403);
    String token = solon.get("/settings").form("/settings").value("_csrf");
    solon.post(own, Map.of("_csrf", token)).expect(403);
    assertThat(solon.get("/u/Solon").html().select("main a.danger")).isEmpty();
    solon.get("/admin").expect(200);
  }

  @Test
  void whoIsRemovedIsGoneAndASecondClickChangesNothing() {
    var pittacus = forum.member("Pittacus");
    forum.put("Pittacus", GroupKind.ADMINISTRATORS.id());
    String removal = removal("Pittacus");
    var asks = solon.get(removal).expect(200);
    assertThat(asks.text()).contains("administrator");
    asks.form(removal).send().expect(303);
    long members = forum.count("select value from tally where name = 'members'");
    asks.form(removal).send().expect(303);
    assertThat(forum.count("select value from tally where name = 'members'")).isEqualTo(members);
    solon.get(removal).expect(410);
    solon.get("/admin/members/999999/remove").expect(404);
    pittacus.get("/admin").expect(303);
  }

  @Test
  void theyAreSignedOutEverywhereAtOnce() {
    var anacharsis = forum.member("Anacharsis");
    var elsewhere = forum.guest();
    signIn(elsewhere, "Anacharsis").expect(303);
    String removal = removal("Anacharsis");
    solon.get(removal).form(removal).send().expect(303);
    assertThat(anacharsis.get("/settings").expect(303).location()).contains("/login");
    assertThat(elsewhere.get("/settings").expect(303).location()).contains("/login");
    signIn(forum.guest(), "Anacharsis").expect(422);
    forum.guest().get("/u/Anacharsis").expect(410);
  }
}
