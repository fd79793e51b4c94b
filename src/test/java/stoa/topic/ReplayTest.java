package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.FaultProxy.Mode;
import stoa.support.Visitor;

/** The spool comes to its end although people go on writing in the topic that waits. */
final class ReplayTest {
  private static final int WAITING = 200;
  private static final int WRITERS = 4;

  @Test
  void whatWaitsIsOutAlthoughMoreComesAllTheTime() throws Exception {
    try (var forum = TestForum.behindProxy(Map.of("STOA_BREAKER_OPEN", "1s"))) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Poetry");
      String topic = topic(solon, board);
      String action = Acts.action(topic, "reply");
      String csrf = solon.get(topic).html().select("input[name=_csrf]").attr("value");
      forum.proxy().set(Mode.REFUSE);
      for (int i = 0; i < WAITING; i++) {
        reply(solon, action, csrf, "waiting " + i).expect(202);
      }
      var over = new AtomicBoolean();
      var sent = new AtomicInteger();
      var writers = writers(solon, action, csrf, over, sent);
      forum.proxy().set(Mode.PASS);
      // On a busy machine this is half a minute; a replay that is slower than what comes never
      // ends.
      within(
          Duration.ofSeconds(90),
          "the spool is empty",
          () -> forum.metric("forum_spool_entries") == 0);
      over.set(true);
      for (var writer : writers) {
        writer.join();
      }
      within(Duration.ofSeconds(20), "the last", () -> forum.metric("forum_spool_entries") == 0);
      assertThat(forum.count("select count(*) from post")).isEqualTo(1L + WAITING + sent.get());
      assertThat(outOfOrder(forum)).isZero();
    }
  }

  private static String topic(Visitor author, String board) {
    return Acts.open(author, board, "Rush", "text");
  }

  private static Visitor.Answer reply(Visitor who, String action, String csrf, String body) {
    return who.post(action, Map.of("_csrf", csrf, "_once", body, "body", body, "parent", ""));
  }

  private static List<Thread> writers(
      Visitor who, String action, String csrf, AtomicBoolean over, AtomicInteger sent) {
    var writers = new ArrayList<Thread>();
    IntStream.range(0, WRITERS)
        .forEach(number ->
            writers.add(
                Thread.ofVirtual()
                    .start(() -> {
                      for (int i = 0; !over.get(); i++) {
                        int status = reply(who, action, csrf, "more " + number + "-" + i).status();
                        if (status == 202 || status == 303) {
                          sent.incrementAndGet();
                        }
                      }
                    })));
    return writers;
  }

  private static long outOfOrder(TestForum forum) {
    return forum.count(
        "select count(*) from (select substr(source, 9)::int as number,"
            + " row_number() over (order by position) - 1 as place"
            + " from post where source like 'waiting %') as late where number <> place");
  }
}
