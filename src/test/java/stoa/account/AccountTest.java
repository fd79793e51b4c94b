package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountTest {
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

  private Visitor.Answer register(String name, String password) {
    return forum
        .guest()
        .get("/register")
        .form("/register")
        .set("username", name)
        .set("email", "new@example.org")
        .set("password", password)
        .send();
  }

  @Test
  void onlyTheRightSetUpLinkOpensTheForm() {
    solon.get("/admin").expect(200);
    forum.guest().get("/register?setup=anything").expect(403);
  }

  @Test
  void theSetUpLinkIsGoodForADay() {
    try (var fresh = TestForum.start()) {
      var form = fresh.guest().get(fresh.setupLink()).expect(200).form("/register");
      fresh.pass(Duration.ofHours(25));
      fresh.guest().get(fresh.setupLink()).expect(403);
      form.set("username", "Late")
          .set("email", "late@example.org")
          .set("password", TestForum.PASSWORD)
          .send()
          .expect(403);
      assertThat(fresh.count("select count(*) from account where name = 'Late'")).isZero();
    }
  }

  @Test
  void aHashOfAnEarlierKindIsMadeAnewByWhoKnowsThePassword() {
    forum.member("Bias");
    forum.execute(
        """
        update account set password = '$argon2id$v=19$m=19456,t=2,p=1$3tbDlFexeBfnZ2RpgljZmZr/bkWn\
        tHN2rZJRnnV7n1IE5aqNC4dj6W6NV+U3jVCCmDMWSB43AxyijANOVBxGEQ$td35eXudWeKLkBhyXrep9giuJErvjr+\
        hVheDrYzSeh0' where name = 'Bias'\
        """);
    String earlier = "select count(*) from account where name = 'Bias' and password like '%,t=2,%'";
    Acts.signIn(forum.guest(), "Bias", "not the password").expect(422);
    assertThat(forum.count(earlier)).isOne();
    Acts.signIn(forum.guest(), "Bias", "old password of mine").expect(303);
    assertThat(forum.count(earlier)).isZero();
    Acts.signIn(forum.guest(), "Bias", "old password of mine").expect(303);
    Acts.signIn(forum.guest(), "Bias", "not the password").expect(422);
  }

  @Test
  void readingWritesNothingAndThatAMemberWasHereIsWrittenDownLater() {
    var erinna = forum.member("Erinna");
    forum.pass(Duration.ofMinutes(6));
    String seen =
        "select count(*) from session s join account a on a.id = s.account_id"
            + " where a.name = 'Erinna' and s.seen_at > s.created_at and a.seen_at = s.seen_at"
            + " and s.expires_at = s.seen_at + interval '14 days'";
    erinna.get("/").expect(200);
    assertThat(forum.count(seen)).isZero();
    assertThat(forum.metric("forum_sessions_seen_waiting")).isPositive();
    forum.flush();
    assertThat(forum.count(seen)).isEqualTo(1);
    assertThat(forum.metric("forum_sessions_seen_waiting")).isZero();
  }

  @Test
  void signingOutEndsTheSessionForWhoeverHasItsToken() {
    forum.member("Thales");
    var visitor = forum.guest();
    Acts.signIn(visitor, "thales", TestForum.PASSWORD).expect(303);
    assertThat(visitor.get("/").text()).contains("Thales");
    String token = visitor.cookies().get("sid");
    visitor.get("/").form("/logout").send().expect(303);
    visitor.cookies().put("sid", token);
    assertThat(visitor.get("/").text()).doesNotContain("Thales");
  }

  @Test
  void underHttpsTheCookieIsSecureAndTiedToTheHost() {
    try (var secure = TestForum.with(Map.of("STOA_SITE_URL", "https://forum.example.org"))) {
      var answer = secure.guest().get("/login");
      assertThat(answer.header("Set-Cookie"))
          .startsWith("__Host-guest=")
          .contains("Secure")
          .contains("HttpOnly")
          .contains("SameSite=Lax");
      assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }
  }

  @Test
  void aSessionLastsWhileItIsUsed() {
    try (var own = TestForum.start()) {
      var pittacus = own.member("Pittacus");
      own.pass(Duration.ofDays(13));
      assertThat(pittacus.get("/").text()).contains("Pittacus");
      own.pass(Duration.ofDays(13));
      assertThat(pittacus.get("/").text()).contains("Pittacus");
      own.pass(Duration.ofDays(15));
      assertThat(pittacus.get("/").text()).doesNotContain("Pittacus");
    }
  }

  @Test
  void wrongPasswordsAreRefusedAndInTheEndSlowedDown() {
    forum.member("Chilon");
    var thief = forum.guest();
    for (int i = 0; i < 5; i++) {
      Acts.signIn(thief, "Chilon", "wrong guess " + i).expect(422);
    }
    var refused = Acts.signIn(thief, "Chilon", TestForum.PASSWORD).expect(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
    assertThat(refused.html().select("#username").val()).isEqualTo("Chilon");
  }

  @Test
  void whoseBrowserKeepsNoCookieIsToldSo() {
    var guest = forum.guest();
    for (String path : List.of("/login", "/register")) {
      var form = guest.get(path).form(path).set("username", "Sappho").set("password", "x");
      guest.cookies().clear();
      assertThat(form.send().expect(403).text()).contains("cookie");
    }
    var form = guest.get("/login").form("/login").set("_csrf", "old");
    assertThat(form.send().expect(403).text()).doesNotContain("cookie");
  }

  @Test
  void theTimeOfAnAnswerDoesNotTellWhetherTheNameExists() {
    try (var open = TestForum.with(Map.of("STOA_LIMITS_LOGIN_FAILURES", "1000"))) {
      open.member("Myson");
      var guest = open.guest();
      var known = new ArrayList<Long>();
      var unknown = new ArrayList<Long>();
      for (int i = 0; i < 12; i++) {
        known.add(timed(guest, "Myson"));
        unknown.add(timed(guest, "Nobody" + i));
      }
      // Without the dummy hash the ratio is above ten.
      assertThat((double) median(known) / median(unknown)).isBetween(0.4, 2.5);
    }
  }

  private static long timed(Visitor guest, String name) {
    var form =
        guest.get("/login").form("/login").set("username", name).set("password", "not the one");
    long begun = System.nanoTime();
    form.send().expect(422);
    return System.nanoTime() - begun;
  }

  private static long median(List<Long> times) {
    Collections.sort(times);
    return times.get(times.size() / 2);
  }

  @Test
  void namesThatLookAlikeOrMisleadAreRefused() {
    forum.member("Periander");
    for (String name : List.of("periander", "ＰＥＲＩＡＮＤＥＲ", "Рeriander", "admin", "x", "a b")) {
      var page = register(name, "another quiet phrase");
      assertThat(page.status()).as(name).isEqualTo(422);
      assertThat(page.html().select("#username-fault")).as(name).isNotEmpty();
      assertThat(page.html().select("#email").val()).isEqualTo("new@example.org");
    }
  }

  @Test
  void guessablePasswordsAreRefused() {
    for (String password :
        List.of("short", "password123", "12345678", "aaaaaaaaaa", "qwertyuiop", "Cleobulus")) {
      var page = register("Cleobulus", password);
      assertThat(page.status()).as(password).isEqualTo(422);
      assertThat(page.html().select("#password").val()).isEmpty();
    }
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    var here = forum.member("Epimenides");
    var there = forum.guest();
    Acts.signIn(there, "Epimenides", TestForum.PASSWORD).expect(303);
    here.get("/settings")
        .form("/settings/password")
        .set("old_password", "nonsense")
        .set("password", "a whole new phrase")
        .send()
        .expect(422);
    here.get("/settings")
        .form("/settings/password")
        .set("old_password", TestForum.PASSWORD)
        .set("password", "a whole new phrase")
        .send()
        .expect(303);
    here.get("/settings").expect(200);
    there.get("/settings").expect(303);
  }

  @Test
  void theLanguageIsTheMembersThenTheBrowsers() {
    var guest = forum.guest().header("Accept-Language", "zh-CN,zh;q=0.9");
    assertThat(guest.get("/login").html().select("h1").text()).isEqualTo("登录");
    guest.get("/language?next=/latest").form("/language").set("language", "en").send().expect(303);
    assertThat(guest.get("/login").html().select("h1").text()).isEqualTo("Sign in");
    var member = forum.member("Pherecydes");
    member
        .get("/settings")
        .form("/settings")
        .set("language", "zh-CN")
        .set("about", "我 **是**")
        .send()
        .expect(303);
    assertThat(member.get("/settings").html().select("h1").text()).isEqualTo("设置");
    assertThat(forum.guest().get("/u/Pherecydes").body()).contains("<strong>是</strong>");
  }

  @Test
  void theWayBackStaysOnThisForum() {
    forum.member("Aristodemus");
    for (String next :
        List.of(
            "//evil.example",
            "https://evil.example/",
            "/\\evil.example",
            "/\t/evil",
            "javascript:x")) {
      String location =
          forum
              .guest()
              .get("/login")
              .form("/login")
              .set("username", "Aristodemus")
              .set("password", TestForum.PASSWORD)
              .set("next", next)
              .send()
              .expect(303)
              .location();
      assertThat(java.net.URI.create(forum.url()).resolve(location).getHost())
          .as(next)
          .isEqualTo("127.0.0.1");
    }
  }
}
