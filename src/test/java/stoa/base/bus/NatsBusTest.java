package stoa.base.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stoa.support.ServerProcess;
import stoa.support.TestFolders;

/** The same over a real NATS server, and what only that can do wrong. */
final class NatsBusTest extends BusContract {
  private final ServerProcess server = ServerProcess.nats();

  @Override
  String natsUrl() {
    return "nats://127.0.0.1:" + server.port();
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void aKilledNatsDelaysEventsAndLosesNone() throws Exception {
    var counting = Counting.calm("one");
    try (var node = node(counting.inside())) {
      node.announce(20);
      soon("before", () -> counting.allOnce(20));
      server.kill();
      for (long i = 101; i <= 120; i++) {
        long id = i;
        node.db.change(tx -> tx.emit(new stoa.event.Event.BoardsChanged(id)));
      }
      server.start();
      within(Duration.ofSeconds(20), "after", () -> counting.allOnce(40));
    }
  }

  @Test
  void whatNatsForgetsIsFoundInTheOutbox() throws Exception {
    var nobody = Counting.calm("one");
    try (var node = node(nobody.inside())) {
      node.announce(1);
      soon("enlisted", () -> nobody.allOnce(1));
    }
    try (var node = node()) {
      node.announce(30);
      soon("published", () -> sample(node, "forum_outbox_published_total") >= 30);
    }
    server.kill();
    TestFolders.delete(server.folder());
    server.start();
    var counting = Counting.calm("one");
    try (var node = node(counting.inside())) {
      within(Duration.ofSeconds(20), "recovered", () -> counting.effects.size() == 30);
      assertThat(counting.allOnce(30)).isTrue();
      assertThat(node.metric("forum_events_recovered_total", "consumer", "one")).isEqualTo(30);
    }
  }

  @Test
  void theForumStartsWithoutNatsAndFindsItLater() throws Exception {
    server.kill();
    var counting = Counting.calm("one");
    try (var node = node(counting.inside())) {
      node.announce(3);
      server.start();
      within(Duration.ofSeconds(20), "handled", () -> counting.allOnce(3));
    }
  }

  private static double sample(TestNode node, String name) {
    Double value = node.registry.getSampleValue(name);
    return value == null ? 0 : value;
  }
}
