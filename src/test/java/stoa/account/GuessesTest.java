package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** How often passwords may be tried, and by whom. */
final class GuessesTest {
  private Visitor.Answer registerAs(Visitor guest, String name, String password) {
    return guest
        .get("/register")
        .form("/register")
        .set("username", name)
        .set("email", "x@example.org")
        .set("password", password)
        .send();
  }

  @Test
  void everyDoorCountsTheSameFailures() {
    try (var open = TestForum.with(Map.of("STOA_LIMITS_LOGIN_PER_MINUTE", "1000"))) {
      open.member("Bion");
      var guest = open.guest();
      registerAs(guest, "Bion", "a wrong guess 1").expect(422);
      registerAs(guest, "bion", "a wrong guess 2").expect(422);
      Acts.signIn(guest, "Bion", "a wrong guess 3").expect(422);
      Acts.signIn(guest, "Bion".hashCode() + "@example.org", "a wrong guess 4").expect(422);
      registerAs(guest, "Bion", "a wrong guess 5").expect(422);
      registerAs(guest, "Bion", TestForum.PASSWORD).expect(429);
      Acts.signIn(guest, "Bion".hashCode() + "@example.org", TestForum.PASSWORD).expect(429);
    }
  }

  @Test
  void typingErrorsInTheFormOfANewcomerAreNoFailures() {
    try (var open = TestForum.start()) {
      var guest = open.guest();
      for (int i = 0; i < 7; i++) {
        registerAs(guest, "Nobody", "short").expect(422);
      }
      registerAs(guest, "Nobody", TestForum.PASSWORD).expect(303);
    }
  }

  @Test
  void theOldPasswordIsGuessedNoMoreOftenInTheSettings() {
    try (var open = TestForum.start()) {
      var periander = open.member("Periander");
      for (int i = 0; i < 5; i++) {
        changePassword(periander, "a wrong guess " + i).expect(422);
      }
      changePassword(periander, TestForum.PASSWORD).expect(429);
    }
  }

  private static Visitor.Answer changePassword(Visitor member, String old) {
    return member
        .get("/settings")
        .form("/settings/password")
        .set("old_password", old)
        .set("password", "entirely other words")
        .send();
  }

  @Test
  void theAddressIsAnotherDoorWhereThePasswordIsGuessed() {
    try (var open = TestForum.start()) {
      var cleobulus = open.member("Cleobulus");
      for (int i = 0; i < 3; i++) {
        changeAddress(cleobulus, "a wrong guess " + i).expect(422);
      }
      for (int i = 3; i < 5; i++) {
        changePassword(cleobulus, "a wrong guess " + i).expect(422);
      }
      var refused = changeAddress(cleobulus, TestForum.PASSWORD).expect(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(refused.html().select("#email").val()).isEqualTo("other@example.org");
      assertThat(refused.html().select("#about").val()).isEqualTo("about him");
      assertThat(refused.html().select("#current_password-fault").text()).isNotEmpty();
      assertThat(open.count("select count(*) from account where email = 'other@example.org'"))
          .isZero();
    }
  }

  private static Visitor.Answer changeAddress(Visitor member, String password) {
    return member
        .get("/settings")
        .form("/settings")
        .set("email", "other@example.org")
        .set("about", "about him")
        .set("current_password", password)
        .send();
  }

  /** From any of many addresses, as a proxy tells it. */
  private static Visitor from(Visitor visitor, int n) {
    return visitor.header("X-Forwarded-For", "2001:db8:0:" + Integer.toHexString(n) + "::1");
  }

  @Test
  void guessesFromEverywhereAreSlowedDownButNotTheMembersOwnBrowser() {
    var settings =
        Map.of("STOA_HTTP_TRUSTED_PROXIES", "127.0.0.1", "STOA_LIMITS_ACCOUNT_FAILURES", "6");
    try (var open = TestForum.with(settings)) {
      var own = open.member("Myrtis");
      for (int i = 0; i < 6; i++) {
        Acts.signIn(from(open.guest(), i), "Myrtis", "a wrong guess " + i).expect(422);
      }
      Acts.signIn(from(open.guest(), 7), "Myrtis", TestForum.PASSWORD).expect(429);
      own.get("/").form("/logout").send().expect(303);
      Acts.signIn(from(own, 8), "Myrtis", TestForum.PASSWORD).expect(303);
    }
  }

  @Test
  void addressesOfOneNetworkCountTogether() {
    try (var open = TestForum.with(Map.of("STOA_HTTP_TRUSTED_PROXIES", "127.0.0.1"))) {
      open.member("Korinna");
      for (int i = 1; i <= 5; i++) {
        var thief = open.guest().header("X-Forwarded-For", "2001:db8:9:9::" + i);
        Acts.signIn(thief, "Korinna", "a wrong guess " + i).expect(422);
      }
      var again = open.guest().header("X-Forwarded-For", "2001:db8:9:9::77");
      Acts.signIn(again, "Korinna", TestForum.PASSWORD).expect(429);
    }
  }

  @Test
  void aClassBehindOneExemptAddressRegistersAtOnce() {
    try (var open = TestForum.with(Map.of("STOA_LIMITS_EXEMPT_NETWORKS", "127.0.0.0/8"))) {
      for (int i = 1; i <= 5; i++) {
        var pupil = open.guest();
        pupil
            .get("/register")
            .form("/register")
            .set("username", "Pupil" + i)
            .set("email", "pupil" + i + "@example.org")
            .set("password", TestForum.PASSWORD)
            .send()
            .expect(303);
      }
    }
  }
}
