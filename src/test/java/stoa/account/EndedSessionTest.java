package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** A page that had read a session before it ended does not bring it back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndedSessionTest {
  private final ServerProcess redis = ServerProcess.redis();
  private TestForum alone;
  private TestForum one;
  private TestForum two;

  @BeforeAll
  void open() {
    alone = TestForum.behindProxy(Map.of());
    var shared = Map.of("STOA_REDIS_URL", "redis://127.0.0.1:" + redis.port());
    one = TestForum.behindProxy(shared);
    two = one.another(shared);
  }

  @AfterAll
  void close() {
    two.close();
    one.close();
    alone.close();
    redis.close();
  }

  /** How somebody's session comes to its end. */
  private interface Ending {
    void end(TestForum at, Visitor member, String name);
  }

  @Test
  void afterSigningOut() {
    endsForGood("Thales", EndedSessionTest::signOut);
  }

  @Test
  void afterThePasswordWasChangedElsewhere() {
    endsForGood("Pittacus", EndedSessionTest::changePassword);
  }

  @Test
  void afterOtherSessionsWereEnded() {
    endsForGood("Bias", EndedSessionTest::endOthers);
  }

  @Test
  void afterTheMemberWasRemoved() {
    var byAlone = alone.administrator();
    var byTwo = two.administrator();
    endsForGood("Cleobulus", (at, _, name) -> remove(at == alone ? byAlone : byTwo, name));
  }

  private void endsForGood(String name, Ending ending) {
    endsForGood(alone, alone, name, ending);
    endsForGood(one, two, name + "es", ending);
  }

  private static void endsForGood(TestForum reading, TestForum at, String name, Ending ending) {
    var member = at.member(name);
    var reader = at(reading, member);
    var session = reading.proxy().hold(name);
    var page = new FutureTask<>(() -> signedIn(reader));
    var _ = Thread.ofVirtual().start(page);
    soon("the session was read", session::isThere);
    var browser = at(at, member);
    ending.end(at, at(at, member), name);
    session.release();
    assertThat(page).as("read before the end").succeedsWithin(Duration.ofSeconds(20));
    assertThat(signedIn(reader)).as("where it was read").isFalse();
    assertThat(signedIn(browser)).as("where it ended").isFalse();
  }

  private static Visitor at(TestForum forum, Visitor visitor) {
    var other = forum.guest();
    other.cookies().putAll(visitor.cookies());
    return other;
  }

  private static boolean signedIn(Visitor visitor) {
    return !visitor.get("/").html().select(".me").isEmpty();
  }

  private static void signOut(TestForum at, Visitor member, String name) {
    member.get("/").form("/logout").send().expect(303);
  }

  private static void changePassword(TestForum at, Visitor member, String name) {
    elsewhere(at, name)
        .get("/settings")
        .form("/settings/password")
        .set("old_password", TestForum.PASSWORD)
        .set("password", "four quiet herons")
        .send()
        .expect(303);
  }

  private static void endOthers(TestForum at, Visitor member, String name) {
    elsewhere(at, name).get("/settings").form("/settings/sessions/end").send().expect(303);
  }

  private static Visitor elsewhere(TestForum at, String name) {
    var other = at.guest();
    var form = other.get("/login").form("/login").set("username", name);
    form.set("password", TestForum.PASSWORD).send().expect(303);
    return other;
  }

  private static void remove(Visitor administrator, String name) {
    String action = administrator.get("/u/" + name).html().select("a[href$=/remove]").attr("href");
    administrator.get(action).form(action).send().expect(303);
  }
}
