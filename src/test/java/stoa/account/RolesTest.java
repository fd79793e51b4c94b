package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Administrators make moderators on their profiles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolesTest {
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
    long id = forum.count("select id from account where name = '" + name + "'");
    return "/admin/members/" + id + "/role";
  }

  private Visitor.Answer give(String name, String role) {
    return solon.get("/u/" + name).form(address(name)).set("role", role).send();
  }

  @Test
  void aRoleIsInForceAtOnceAlsoInTheSessionThatIsOpen() {
    String board = forum.board(solon, "Council");
    var nestor = forum.member("Nestor");
    String topic = Acts.open(nestor, board, "Advice", "text");
    assertThat(forum.guest().get(topic).html().select(".post header .badge")).isEmpty();
    nestor.get("/mod").expect(403);

    assertThat(give("Nestor", "MODERATOR").follow().text()).contains("The role is changed");
    nestor.get("/mod").expect(200);
    assertThat(forum.guest().get(topic).html().select(".post header .badge").eachText())
        .containsExactly("moderator");

    give("Nestor", "MEMBER").expect(303);
    nestor.get("/mod").expect(403);
    assertThat(forum.guest().get(topic).html().select(".post header .badge")).isEmpty();
  }

  @Test
  void nobodyElseMayAndNobodyForThemselves() {
    var bias = forum.member("Bias");
    var token = bias.get("/settings").html().select("[name=_csrf]").attr("value");
    for (String name : List.of("Bias", "Solon")) {
      var form = Map.of("_csrf", token, "role", "ADMINISTRATOR");
      assertThat(bias.post(address(name), form).status()).isEqualTo(403);
    }
    var own = solon.get("/settings").html().select("[name=_csrf]").attr("value");
    assertThat(solon.get("/u/Solon").html().select("form[action$=role]")).isEmpty();
    solon.post(address("Solon"), Map.of("_csrf", own, "role", "MEMBER")).expect(403);
    assertThat(forum.count("select count(*) from account where role = 'ADMINISTRATOR'"))
        .isEqualTo(1);
  }

  @Test
  void badWishesAreRefused() {
    var _ = forum.member("Pittacus");
    assertThat(give("Pittacus", "KING").expect(400).text()).contains("That is no role");
    var token = solon.get("/settings").html().select("[name=_csrf]").attr("value");
    solon.post("/admin/members/4711/role", Map.of("_csrf", token, "role", "MODERATOR")).expect(404);
    forum.execute("update account set removed_at = now() where name = 'Pittacus'");
    solon.post(address("Pittacus"), Map.of("_csrf", token, "role", "MODERATOR")).expect(404);
  }
}
