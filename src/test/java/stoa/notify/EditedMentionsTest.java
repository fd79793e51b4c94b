package stoa.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/** What an edit does to mentions that were notified, and to mails that wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EditedMentionsTest {
  private final int port = ServerProcess.freePort();
  private GreenMail server;
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private Visitor alcaeus;
  private Visitor gorgo;
  private String board;

  @BeforeAll
  void open() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    forum =
        TestForum.with(
            Map.of("STOA_MAIL_URL", "smtp://127.0.0.1:" + port, "STOA_MAIL_DELAY", "1h"));
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
    alcaeus = forum.member("Alcaeus");
    gorgo = forum.member("Gorgo");
  }

  @AfterAll
  void close() {
    forum.close();
    server.stop();
  }

  @BeforeEach
  void emptyBoxes() throws Exception {
    mailsGo();
    server.purgeEmailFromAllMailboxes();
  }

  private String topic(Visitor author, String title, String body) {
    return Acts.open(author, board, title, body);
  }

  /** The post's address. */
  private String reply(Visitor author, String topic, String body) {
    String place = Acts.reply(author, topic, body).expect(303).location();
    settled();
    return Acts.post(place);
  }

  private void edit(Visitor author, String post, String body) {
    author.get(post + "/edit").form(post + "/edit").set("body", body).send().expect(303);
    settled();
  }

  private void settled() {
    soon(
        "settled",
        () ->
            forum.count(
                    "select count(*) from outbox o where not exists"
                        + " (select 1 from handled h where h.event_id = o.id"
                        + " and h.consumer = 'notifications')"
                        + " and kind not in ('boards_changed', 'access_changed', 'words_changed')")
                == 0);
  }

  private static List<String> unread(Visitor reader, String title) {
    return reader.get("/notifications").html().select(".notifications .unread").stream()
        .map(item -> item.text())
        .filter(text -> text.contains(title))
        .toList();
  }

  private static boolean counted(Visitor reader) {
    return !reader.get("/settings").html().select(".who .count").isEmpty();
  }

  /** All that wait have gone out, or were not needed any more. */
  private void mailsGo() {
    forum.execute("update mail set due_at = created_at where state = 'WAITING'");
    soon(
        "gone",
        () -> forum.count("select count(*) from mail where state in ('WAITING', 'SENDING')") == 0);
  }

  private List<String> mailed(String name) {
    mailsGo();
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> recipient(mail).equals(name.hashCode() + "@example.org"))
        .map(EditedMentionsTest::text)
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return ((InternetAddress) mail.getAllRecipients()[0]).getAddress();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMentionThatIsEditedAwayIsNeitherMailedNorCounted() {
    var hera = forum.member("Hera");
    String post = reply(alcaeus, topic(solon, "Away", "text"), "hello @hera");
    assertThat(unread(hera, "Away")).hasSize(1);
    assertThat(counted(hera)).isTrue();
    edit(alcaeus, post, "hello `@hera`");
    assertThat(unread(hera, "Away")).isEmpty();
    assertThat(counted(hera)).isFalse();
    assertThat(mailed("Hera")).isEmpty();
  }

  @Test
  void aMentionThatAnEditAddsIsNotifiedOnce() {
    String post = reply(alcaeus, topic(solon, "Added", "text"), "hello");
    edit(alcaeus, post, "hello @gorgo");
    edit(alcaeus, post, "hello @gorgo, again");
    assertThat(unread(gorgo, "Added")).hasSize(1);
    assertThat(mailed("Gorgo")).hasSize(1);
  }

  @Test
  void aMentionThatWasReadStaysAndIsNotNotifiedAgain() {
    String topic = topic(solon, "Seen", "text");
    String post = reply(alcaeus, topic, "hello @gorgo");
    gorgo.get(topic).expect(200);
    edit(alcaeus, post, "hello");
    edit(alcaeus, post, "hello @gorgo");
    assertThat(unread(gorgo, "Seen")).isEmpty();
    assertThat(gorgo.get("/notifications").text()).contains("Seen");
    assertThat(mailed("Gorgo")).isEmpty();
  }

  @Test
  void aPostMailsItsMentionOnceHoweverOftenItIsEdited() {
    String post = reply(alcaeus, topic(solon, "Toggled", "text"), "hello @gorgo");
    assertThat(mailed("Gorgo")).hasSize(1);
    for (int i = 0; i < 3; i++) {
      edit(alcaeus, post, "hello");
      assertThat(unread(gorgo, "Toggled")).isEmpty();
      edit(alcaeus, post, "hello @gorgo " + i);
      assertThat(unread(gorgo, "Toggled")).hasSize(1);
    }
    assertThat(mailed("Gorgo")).hasSize(1);
  }

  @Test
  void whoAlsoWatchesHearsOfTheReplyInstead() {
    String topic = topic(gorgo, "Still a reply", "text");
    String post = reply(alcaeus, topic, "hello @gorgo and @sappho");
    edit(alcaeus, post, "hello");
    assertThat(unread(gorgo, "Still a reply").getFirst()).contains("Alcaeus replied");
    assertThat(unread(gorgo, "Still a reply")).hasSize(1);
    assertThat(unread(sappho, "Still a reply")).isEmpty();
    assertThat(mailed("Gorgo")).hasSize(1).allMatch(text -> text.contains("Alcaeus replied"));
    assertThat(mailed("Sappho")).isEmpty();
  }

  @Test
  void aMentionThatAnEditAddsStandsForTheReply() {
    String topic = topic(gorgo, "More than a reply", "text");
    String post = reply(alcaeus, topic, "hello");
    edit(alcaeus, post, "hello @gorgo");
    assertThat(unread(gorgo, "More than a reply")).hasSize(1);
    assertThat(unread(gorgo, "More than a reply").getFirst()).contains("mentioned you");
    assertThat(mailed("Gorgo")).hasSize(1).allMatch(text -> text.contains("mentioned you"));
  }

  @Test
  void aQuotationThatIsEditedAwayIsTakenBack() {
    String post =
        reply(alcaeus, topic(solon, "Quoted no more", "text"), "> **Gorgo**\n>\n> x\n\ny");
    assertThat(unread(gorgo, "Quoted no more")).hasSize(1);
    edit(alcaeus, post, "y");
    assertThat(unread(gorgo, "Quoted no more")).isEmpty();
    assertThat(mailed("Gorgo")).isEmpty();
  }

  @Test
  void aMentionThatWasEditedAwayOutOfSightDoesNotComeBack() {
    String topic = topic(solon, "Out of sight", "text");
    String post = reply(alcaeus, topic, "hello @gorgo");
    forum.whileLocked(
        "handled",
        () -> {
          alcaeus.get(post + "/edit").form(post + "/edit").set("body", "hello").send().expect(303);
          alcaeus.get(topic).form(post + "/delete").send().expect(303);
        });
    settled();
    alcaeus.get(topic).form(post + "/restore").send().expect(303);
    settled();
    assertThat(unread(gorgo, "Out of sight")).isEmpty();
    assertThat(mailed("Gorgo")).isEmpty();
  }
}
