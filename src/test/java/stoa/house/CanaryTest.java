package stoa.house;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
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
    told();
    asked(); // so that there are copies of everything
    world.takeAway();
    for (int times = 0; times < 2; times++) {
      assertThat(leaks()).isEmpty();
    }
    assertThat(mailed()).doesNotContainAnyElementsOf(waiting());
    world.giveBack();
    soon("all is read again", () -> readBy(Who.GUEST).equals(EnumSet.complementOf(NEVER)));
  }

  private static final EnumSet<Canary> NEVER = EnumSet.of(Canary.EDITED_AWAY);

  private void told() {
    Visitor stranger = world.visitors.get(Who.STRANGER);
    soon("told", () -> Canary.DELETED_TITLE.isIn(stranger.get("/notifications").body()));
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

  private List<String> leaks() {
    var leaks = new ArrayList<String>();
    for (Answer answer : asked()) {
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
    for (String address : List.of("/latest", "/t/1", "/t/2", "/t/3", "/latest.atom")) {
      String said = world.visitors.get(who).open(address).body();
      Arrays.stream(Canary.values()).filter(canary -> canary.isIn(said)).forEach(read::add);
    }
    return read;
  }

  private static Set<Canary> waiting() {
    return EnumSet.range(Canary.PENDING_TITLE, Canary.WAITER);
  }

  private Set<Canary> mailed() throws Exception {
    var read = EnumSet.noneOf(Canary.class);
    for (MimeMessage one : mail.getReceivedMessages()) {
      var parts = (MimeMultipart) one.getContent();
      String said = one.getSubject();
      for (int part = 0; part < parts.getCount(); part++) {
        said += parts.getBodyPart(part).getContent();
      }
      String whole = said;
      Arrays.stream(Canary.values()).filter(canary -> canary.isIn(whole)).forEach(read::add);
    }
    return read;
  }
}
