package stoa.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** Mail to a real SMTP server of a test library. */
final class MailTest {
  private final int port = ServerProcess.freePort();
  private GreenMail server;
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private Visitor alcaeus;
  private String board;

  @BeforeEach
  void open() {
    server = start();
    forum =
        TestForum.with(
            Map.of(
                "STOA_MAIL_URL", "smtp://127.0.0.1:" + port,
                "STOA_MAIL_DELAY", "0s",
                "STOA_SITE_URL", "https://forum.example.org",
                "STOA_BREAKER_OPEN", "500ms"));
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
    alcaeus = forum.member("Alcaeus");
  }

  private GreenMail start() {
    var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    var mail = new GreenMail(setup);
    mail.start();
    return mail;
  }

  @AfterEach
  void close() {
    forum.close();
    server.stop();
  }

  private String topic(Visitor author, String title) {
    return Acts.open(author, board, title, "text");
  }

  private void reply(Visitor author, String topic, String body) {
    Acts.reply(author, topic, body).expect(303);
  }

  private List<MimeMessage> received() {
    return Arrays.asList(server.getReceivedMessages());
  }

  private MimeMessage only() {
    soon("a mail", () -> !received().isEmpty());
    assertThat(received()).hasSize(1);
    return received().getFirst();
  }

  private static String header(MimeMessage mail, String name) {
    try {
      return String.join(",", mail.getHeader(name));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(MimeMessage mail, int index) {
    try {
      return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private long mails(String state) {
    return forum.count("select count(*) from mail where state = '" + state + "'");
  }

  @Test
  void aReplyComesAsTextAndHtmlWithItsThreadAndAWayOut() throws Exception {
    reply(alcaeus, topic(sappho, "Anactoria"), "Some say an army <b>of ships</b>");
    var mail = only();
    assertThat(mail.getSubject()).isEqualTo("[Stoa] Anactoria");
    assertThat(header(mail, "Message-ID")).contains("@forum.example.org");
    assertThat(header(mail, "References")).isEqualTo(header(mail, "In-Reply-To"));
    assertThat(header(mail, "References")).contains("<topic-");
    assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(part(mail, 0))
        .contains("Alcaeus replied")
        .contains("Some say an army")
        .contains("https://forum.example.org/p/");
    assertThat(part(mail, 1)).contains("Some say an army &lt;b&gt;of ships").contains("<a href=");
    soon("it is marked", () -> mails("SENT") == 1);
  }

  @Test
  void oneClickEndsMailsOfThatKind() {
    String topic = topic(sappho, "Stop it");
    reply(alcaeus, topic, "first");
    String way = header(only(), "List-Unsubscribe").replaceAll("[<>]", "").replaceAll("\\s", "");
    String path = way.substring("https://forum.example.org".length());
    var program = forum.guest();
    program.post(path, Map.of("List-Unsubscribe", "One-Click")).expect(200);
    program.post(path + "x", Map.of("List-Unsubscribe", "One-Click")).expect(404);
    reply(alcaeus, topic, "second");
    reply(alcaeus, topic, "third @sappho");
    soon("the mention comes", () -> received().size() == 2);
    assertThat(part(received().getLast(), 0)).contains("mentioned you");
    assertThat(sappho.get("/settings/notifications").html().select("[name=mail_reply][checked]"))
        .isEmpty();
  }

  @Test
  void lookingAtTheWayOutChangesNothing() {
    reply(alcaeus, topic(sappho, "Look"), "first");
    String way = header(only(), "List-Unsubscribe").replaceAll("[<>\\s]", "");
    var page = forum.guest().get(way.substring("https://forum.example.org".length())).expect(200);
    assertThat(page.text()).contains("Replies to me");
    assertThat(sappho.get("/settings/notifications").html().select("[name=mail_reply][checked]"))
        .hasSize(1);
  }

  @Test
  void itIsWrittenInTheReadersLanguage() {
    sappho.get("/settings").form("/settings").set("language", "zh-CN").send().expect(303);
    reply(alcaeus, topic(sappho, "语言"), "你好");
    var mail = only();
    assertThat(part(mail, 0)).contains("Alcaeus 回复了").contains("你好");
    assertThat(header(mail, "Content-Language")).isEqualTo("zh-CN");
  }

  @Test
  void whatIsReadIsNotMailed() {
    server.stop();
    String topic = topic(sappho, "Read before");
    reply(alcaeus, topic, "seen on the site");
    soon("it waits", () -> mails("WAITING") == 1);
    sappho.get(topic).expect(200);
    server = start();
    forum.pass(Duration.ofMinutes(3));
    within(Duration.ofSeconds(20), "it is not needed", () -> mails("SKIPPED") == 1);
    assertThat(received()).isEmpty();
  }

  @Test
  void aServerThatIsDownDelaysMailAndAdministratorsAreWarned() {
    server.stop();
    reply(alcaeus, topic(sappho, "Down one"), "one");
    reply(alcaeus, topic(sappho, "Down two"), "two");
    reply(alcaeus, topic(sappho, "Down three"), "three");
    soon("they wait", () -> mails("WAITING") == 3);
    soon("they are counted", () -> forum.metric("forum_mail_waiting") == 3);
    soon("the banner", () -> solon.get("/").text().contains("Mails do not get out"));
    assertThat(sappho.get("/").text()).doesNotContain("Mails do not get out");
    server = start();
    forum.pass(Duration.ofMinutes(3));
    within(Duration.ofSeconds(20), "they come", () -> received().size() == 3);
    soon("the banner goes", () -> !solon.get("/").text().contains("Mails do not get out"));
  }

  @Test
  void whatACrashLeftHalfWayIsNotSentAgain() {
    server.stop();
    reply(alcaeus, topic(sappho, "Crashed"), "half-way");
    // An attempt that is under way would write down its own end.
    soon(
        "it was tried and waits",
        () ->
            forum.count("select count(*) from mail where state = 'WAITING' and attempts > 0") == 1);
    forum.execute("update mail set state = 'SENDING'");
    server = start();
    forum.pass(Duration.ofMinutes(11));
    soon("it is unknown", () -> mails("UNKNOWN") == 1);
    assertThat(received()).isEmpty();
    var page = solon.get("/admin/mail").expect(200);
    assertThat(page.text()).contains("UNKNOWN");
    String retry = page.html().select("form[action$=/retry]").attr("action");
    page.form(retry).send().expect(303);
    soon("by an administrator's will", () -> received().size() == 1);
  }

  @Test
  void theTestShowsWhatTheServersSay() {
    var page =
        solon
            .get("/admin/mail")
            .form("/admin/mail/test")
            .set("email", "operator@example.org")
            .send()
            .expect(200);
    assertThat(page.text()).contains("has taken it").contains("RCPT TO:<operator@example.org>");
    var wrong =
        solon
            .get("/admin/mail")
            .form("/admin/mail/test")
            .set("email", "a@b.org\r\nBcc: all@example.org")
            .send();
    assertThat(wrong.text()).contains("could not be sent");
    sappho.get("/admin/mail").expect(403);
  }

  /** As notifications and /unread have it: a muted board is silent. */
  @Test
  void aDigestLeavesOutMutedBoards() {
    var hera = forum.member("Hera");
    topic(alcaeus, "Unheard of");
    hera.get(board).form(board + "/watch").set("level", "MUTE").send().expect(303);
    hera.get("/settings/digest").form("/settings/digest").set("digest", "DAILY").send();
    forum.digest();
    soon("the digest has ended", () -> mails("WAITING") + mails("SENDING") == 0);
    assertThat(received().toString()).doesNotContain("Unheard of");
    for (var mail : received()) {
      assertThat(part(mail, 0)).doesNotContain("Unheard of");
    }
  }

  @Test
  void aDigestHasWhatIsNewOnceADay() {
    topic(alcaeus, "Lively");
    sappho.get("/settings/digest").form("/settings/digest").set("digest", "DAILY").send();
    forum.digest();
    soon("the digest", () -> received().size() == 1);
    assertThat(part(received().getFirst(), 0)).contains("Lively").contains("What is new on Stoa");
    forum.digest();
    assertThat(mails("WAITING") + mails("SENDING") + mails("SENT")).isEqualTo(1);
  }
}
