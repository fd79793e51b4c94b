package stoa.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.TestForum;
import stoa.access.GroupKind;
import stoa.support.Acts;
import stoa.support.Alone;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** What is taken from somebody at one server is gone at the other within a second. */
@Alone
final class TwoServersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsTakenAtOneServerIsGoneAtTheOther(boolean shared) {
    try (var redis = shared ? ServerProcess.redis() : null) {
      var settings = new HashMap<String, String>();
      if (redis != null) {
        settings.put("STOA_REDIS_URL", "redis://127.0.0.1:" + redis.port());
      }
      try (var one = TestForum.with(settings);
          var two = one.another(settings)) {
        aBoardIsMadePrivate(one, two);
        aMemberIsTakenOutOfAGroup(one, two);
      }
    }
  }

  private static Visitor at(TestForum forum, Visitor visitor) {
    var other = forum.guest();
    other.cookies().putAll(visitor.cookies());
    var _ = other.forget("wrote");
    return other;
  }

  private Visitor solon = new Visitor("");
  private String board = "";
  private String topic = "";
  private String rights = "";

  private void aBoardIsMadePrivate(TestForum one, TestForum two) {
    var admin = two.administrator(); // who starts last makes the link that counts
    solon = at(one, admin);
    board = two.board(admin, "Council");
    topic = Acts.open(admin, board, "Zyxsecret", "text");
    rights =
        "/admin/boards/" + one.count("select id from board where slug = 'council'") + "/rights";
    var ann = at(two, one.member("Ann"));
    List<Visitor> readers = List.of(two.guest(), ann);
    var pages = List.of("/", "/latest", board, topic, "/latest.atom", "/u/Solon");
    for (int times = 0; times < 3; times++) {
      for (Visitor reader : readers) {
        pages.forEach(page -> assertThat(reader.get(page).body()).contains("Zyxsecret"));
      }
    }
    solon
        .get(rights)
        .form(rights)
        .set("g" + GroupKind.GUESTS.id(), "HIDDEN")
        .set("g" + GroupKind.MEMBERS.id(), "HIDDEN")
        .send()
        .expect(303);
    within(
        SECOND,
        "nobody reads it",
        () ->
            readers.stream()
                .allMatch(reader ->
                    pages.stream()
                        .noneMatch(page -> reader.get(page).body().contains("Zyxsecret"))));
    assertThat(at(two, admin).get(topic).body()).contains("Zyxsecret");
  }

  private void aMemberIsTakenOutOfAGroup(TestForum one, TestForum two) {
    var bee = one.member("Bee");
    var elsewhere = at(two, bee);
    elsewhere.get(topic).expect(404);
    solon.get(rights).form(rights + "/moderators").set("name", "Bee").send().expect(303);
    within(SECOND, "they are in it", () -> elsewhere.get(topic).status() == 200);
    assertThat(elsewhere.get("/").body()).contains("Zyxsecret");
    String form = solon.get(rights).html().select("form[action$=/remove]").attr("action");
    solon.get(rights).form(form).send().expect(303);
    within(SECOND, "they are out of it", () -> elsewhere.get(topic).status() == 404);
    assertThat(elsewhere.get("/").body()).doesNotContain("Zyxsecret");
    bee.get(topic).expect(404);
    elsewhere.get("/mod").expect(403);
  }
}
