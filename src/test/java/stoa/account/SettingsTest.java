package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** What a member may change of their own account, and what it takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SettingsTest {
  private TestForum forum;

  @BeforeAll
  void open() {
    forum = TestForum.start();
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private static Visitor.Form form(Visitor member) {
    return member.get("/settings").form("/settings");
  }

  private String email(String name) {
    var page = form(Acts.signIn(forum.guest(), name, TestForum.PASSWORD).expect(303).visitor());
    return page.value("email");
  }

  @Test
  void anotherAddressTakesThePassword() {
    var thales = forum.member("Thales");
    String before = form(thales).value("email");
    var asked = form(thales).set("email", "thief@example.org").set("about", "*mine*").send();
    assertThat(asked.expect(422).html().select("#current_password-fault").text())
        .contains("present password");
    assertThat(asked.html().select("#email").val()).isEqualTo("thief@example.org");
    assertThat(asked.html().select("#about").val()).isEqualTo("*mine*");

    var wrong = asked.form("/settings").set("current_password", "not the password").send();
    assertThat(wrong.expect(422).html().select("#current_password-fault").text())
        .isEqualTo("This is not your present password.");
    assertThat(wrong.html().select("#about").val()).isEqualTo("*mine*");
    assertThat(wrong.html().select("input[type=password]").eachAttr("value"))
        .allMatch(String::isEmpty);
    assertThat(email("Thales")).isEqualTo(before);

    wrong.form("/settings").set("current_password", TestForum.PASSWORD).send().expect(303);
    assertThat(email("Thales")).isEqualTo("thief@example.org");
  }

  @Test
  void withoutThePageItTakesThePasswordToo() {
    var bias = forum.member("Bias");
    String token = form(bias).value("_csrf");
    bias.post("/settings", Map.of("_csrf", token, "email", "thief2@example.org")).expect(422);
    assertThat(email("Bias")).isNotEqualTo("thief2@example.org");
  }

  @Test
  void theSameAddressAndOtherSettingsTakeNone() {
    var solon = forum.member("Periander");
    form(solon).set("about", "tyrant").set("language", "en").send().expect(303);
    form(solon).without("email").set("about", "sage").send().expect(303);
    assertThat(form(solon).value("about")).isEqualTo("sage");
  }

  /** As members are who came by an import. */
  @Test
  void whoHasNoAddressMayChangeTheRest() {
    var chilon = forum.member("Chilon");
    forum.execute("update account set email = null, email_key = null where name = 'Chilon'");
    form(chilon).set("about", "of Sparta").send().expect(303);
    assertThat(form(chilon).value("about")).isEqualTo("of Sparta");
    form(chilon).set("email", "chilon@example.org").send().expect(422);
  }

  @Test
  void aTakenAddressIsSaidBeforeThePasswordIsAskedFor() {
    forum.member("Pittacus");
    String taken = "Pittacus".hashCode() + "@example.org";
    var answer = form(forum.member("Myson")).set("email", taken).send().expect(422);
    assertThat(answer.html().select("#email-fault").text()).contains("already");
    assertThat(answer.html().select("#current_password-fault")).isEmpty();
  }
}
