package stoa.house;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.house.Canary.PRIVATE_BOARD;
import static stoa.house.Canary.PRIVATE_REPLY;
import static stoa.support.Eventually.soon;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.house.Canary.Who;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/**
 * What is not for everybody stands in no page, header, feed or mail of whom it is not for: every
 * page that the router knows is asked for, by everybody.
 */
final class CanaryTest {
  private final int port = ServerProcess.freePort();
  private GreenMail mail;
  private TestForum forum;
  private CanaryWorld world;

  @BeforeEach
  void open() {
    mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    forum =
        TestForum.with(
            Map.of(
                "STOA_MAIL_URL", "smtp://127.0.0.1:" + port,
                "STOA_MAIL_DELAY", "0s",
                "STOA_LIMITS_SEARCHES_PER_MINUTE", "10000"));
    world = new CanaryWorld(forum);
  }

  @AfterEach
  void close() {
    forum.close();
    mail.stop();
  }

  @Test
  void everyPageHasItsLine() {
    assertThat(new CanaryRoutes(world).addresses().keySet())
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(forum.pages()));
  }

  @Test
  void nobodyReadsWhatIsNotForThemAndEverybodyAgainWhatIsGivenBack() throws Exception {
    world.write();
    notified();
    asked(); // so that there are copies of everything
    // What was for everybody when it was sent is no leak, and must not arrive among what is one.
    soon(
        "mailed",
        () -> forum.count("select count(*) from mail where state in ('WAITING', 'SENDING')") == 0);
    mail.purgeEmailFromAllMailboxes();
    world.takeAway();
    for (int times = 0; times < 2; times++) {
      assertThat(leaks(asked())).isEmpty();
    }
    assertThat(readBy(Who.INSIDER)).containsAll(EnumSet.range(PRIVATE_BOARD, PRIVATE_REPLY));
    assertThat(leaks(refused())).isEmpty();
    assertThat(leaks(mailed())).isEmpty();
    soon("nothing is found", () -> found().isEmpty());
    assertThat(world.visitors.get(Who.AUTHOR).get("/notifications").body())
        .contains(Canary.RETURNED.word());
    world.giveBack();
    soon("all is read again", () -> readBy(Who.GUEST).equals(EnumSet.complementOf(NEVER)));
  }

  private static final EnumSet<Canary> NEVER = EnumSet.range(Canary.RETURNED, Canary.EDITED_AWAY);

  private void notified() {
    Visitor stranger = world.visitors.get(Who.STRANGER);
    soon("notified", () -> Canary.DELETED_TITLE.isIn(stranger.get("/notifications").body()));
    soon("found", () -> Canary.DELETED_TEXT.isIn(search()));
  }

  private String search() {
    return forum.guest().get("/search?q=" + CanaryWorld.COMPANION).body();
  }

  private record Answer(Who who, String address, String said) {}

  private List<Answer> asked() {
    var answers = new ArrayList<Answer>();
    for (Who who : Who.values()) {
      world.visitors.get(who);
      new CanaryRoutes(world)
          .addresses()
          .values()
          .forEach(all -> all.forEach(address -> answers.add(ask(who, address))));
    }
    return answers;
  }

  private Answer ask(Who who, String address) {
    var answer = world.visitors.get(who).get(address);
    assertThat(answer.status()).as("%s of %s", address, who).isLessThan(500).isNotEqualTo(429);
    return new Answer(who, address, answer.response().headers().map() + "\n" + answer.body());
  }

  private static List<String> leaks(List<Answer> answers) {
    var leaks = new ArrayList<String>();
    for (Answer answer : answers) {
      for (Canary canary : Canary.values()) {
        if (!canary.isFor(answer.who()) && canary.isIn(answer.said())) {
          leaks.add(canary + " to " + answer.who() + " at " + answer.address());
        }
      }
    }
    return leaks;
  }

  private Set<Canary> readBy(Who who) {
    var read = EnumSet.noneOf(Canary.class);
    for (String address :
        List.of("/", "/latest", "/t/1", "/t/2", "/t/3", "/t/4", "/latest.atom", CanaryWorld.ROOM)) {
      String said = world.visitors.get(who).open(address).body();
      Arrays.stream(Canary.values()).filter(canary -> canary.isIn(said)).forEach(read::add);
    }
    return read;
  }

  /** Forms that are at fault are shown again, with the post that they answer. */
  private List<Answer> refused() {
    Visitor stranger = world.visitors.get(Who.STRANGER);
    String form = world.replyForm();
    return world.posts().stream()
        .map(post -> {
          var faulty = stranger.get(form).form(form).set("body", "").set("parent", "" + post);
          return new Answer(Who.STRANGER, "a reply to " + post, faulty.send().expect(422).body());
        })
        .toList();
  }

  /** What a search for the word itself tells, beyond what it tells of a word that nobody wrote. */
  private List<String> found() {
    var found = new ArrayList<String>();
    for (Who who : Who.values()) {
      String nothing = results(who, "Zyxnobodyswrote");
      Arrays.stream(Canary.values())
          .filter(canary -> !canary.isFor(who) && !results(who, canary.word()).equals(nothing))
          .forEach(canary -> found.add(canary + " to " + who));
    }
    return found;
  }

  private String results(Who who, String word) {
    var page = world.visitors.get(who).get("/search?q=" + word).expect(200);
    return page.html().select(".list-head, .results").text();
  }

  private List<Answer> mailed() throws Exception {
    var mails = new ArrayList<Answer>();
    for (MimeMessage one : mail.getReceivedMessages()) {
      String to = ((InternetAddress) one.getAllRecipients()[0]).getAddress();
      for (Who who : Who.values()) {
        if (who.email().equals(to)) {
          mails.add(new Answer(who, "a mail", text(one)));
        }
      }
    }
    assertThat(mails).extracting(Answer::who).contains(Who.STRANGER, Who.AUTHOR);
    return mails;
  }

  private static String text(MimeMessage one) throws Exception {
    var parts = (MimeMultipart) one.getContent();
    String said = one.getSubject();
    for (int part = 0; part < parts.getCount(); part++) {
      said += parts.getBodyPart(part).getContent();
    }
    return said;
  }
}
