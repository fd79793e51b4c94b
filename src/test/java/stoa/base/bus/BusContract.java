package stoa.base.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stoa.base.db.Pool;
import stoa.event.Event;
import stoa.support.TestDatabase;

/** What holds whichever bus carries the events. */
abstract class BusContract {
  final Pool.Address database = TestDatabase.fresh();

  abstract @Nullable String natsUrl();

  TestNode node(EventHandler... handlers) {
    return new TestNode(database, natsUrl(), handlers);
  }

  @Test
  void eachEffectHappensOnceForEachEvent() throws Exception {
    var inside = Counting.calm("one");
    var outside = Counting.calm("two");
    try (var node = node(inside.inside(), outside.outside())) {
      node.announce(300);
      soon("all handled", () -> inside.allOnce(300) && outside.allOnce(300));
    }
    assertThat(inside.allOnce(300)).isTrue();
    assertThat(outside.allOnce(300)).isTrue();
  }

  @Test
  void whatIsRolledBackIsNotAnnounced() throws Exception {
    var counting = Counting.calm("one");
    try (var node = node(counting.inside())) {
      assertThatThrownBy(() ->
              node.db.change(tx -> {
                tx.emit(new Event.BoardsChanged(7));
                throw new IllegalStateException("rolled back");
              }))
          .isInstanceOf(IllegalStateException.class);
      node.announce(1);
      soon("the other one", () -> counting.effects.containsKey(1L));
      assertThat(counting.effects.keySet()).isEqualTo(Set.of(1L));
    }
  }

  @Test
  void whatWasAnnouncedWhileNobodyListenedIsHandledLater() throws Exception {
    var first = Counting.calm("one");
    try (var node = node(first.inside())) {
      node.announce(10);
      soon("handled", () -> first.allOnce(10));
    }
    try (var nobody = node()) {
      nobody.announce(20);
    }
    var second = Counting.calm("one");
    try (var _ = node(second.inside())) {
      soon("caught up", () -> second.effects.size() == 20);
      assertThat(second.allOnce(20)).isTrue();
    }
  }

  @Test
  void aFailureIsTriedAgainAndHappensOnce() throws Exception {
    var tries = new AtomicInteger();
    var counting =
        new Counting(
            "one",
            by -> {
              // Once with others in a transaction, perhaps, and once alone.
              if (by == 3 && tries.incrementAndGet() <= 2) {
                throw new IllegalStateException("twice");
              }
            });
    try (var node = node(counting.inside())) {
      node.announce(5);
      soon("all handled", () -> counting.allOnce(5));
      assertThat(node.consumed("one", "retry")).isBetween(1.0, 2.0);
    }
  }

  @Test
  void whatAlwaysFailsIsParkedAndTheOthersGoOn() throws Exception {
    var poison = new AtomicBoolean(true);
    var picky =
        new Counting(
            "picky",
            by -> {
              if (by == 3 && poison.get()) {
                throw new IllegalStateException("poison");
              }
            });
    var calm = Counting.calm("calm");
    try (var node = node(picky.inside(), calm.outside())) {
      node.announce(20);
      soon("the others", () -> calm.allOnce(20) && picky.effects.size() == 19);
      soon("parked", () -> node.events.parkedCount() == 1);
      var parked = node.events.parked(0, 10).getFirst();
      assertThat(parked.consumer()).isEqualTo("picky");
      assertThat(parked.fault()).contains("poison");
      assertThat(parked.attempts()).isEqualTo(5);

      node.events.retry("picky", parked.eventId());
      soon("it failed again", () -> node.events.parked(0, 10).getFirst().attempts() == 6);
      poison.set(false);
      node.events.retry("picky", parked.eventId());
      soon("at last", () -> picky.allOnce(20));
      soon("none is parked", () -> node.events.parkedCount() == 0);
    }
  }

  @Test
  void whatIsDroppedNeverComesBack() throws Exception {
    var counting =
        new Counting(
            "one",
            by -> {
              if (by == 1) {
                throw new IllegalStateException("poison");
              }
            });
    try (var node = node(counting.inside())) {
      node.announce(2);
      soon("parked", () -> node.events.parkedCount() == 1);
      node.events.drop("one", node.events.parked(0, 10).getFirst().eventId());
      assertThat(node.events.parkedCount()).isZero();
    }
    var again = Counting.calm("one");
    try (var node = node(again.inside())) {
      node.announce(3);
      soon("new ones", () -> node.consumed("one", "ok") == 3);
      assertThat(again.effects).hasSize(3);
    }
  }

  @Test
  void oneThatHangsHoldsUpNobodyElse() throws Exception {
    var never = new CountDownLatch(1);
    var hangs =
        new Counting(
            "hangs",
            _ -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    var calm = Counting.calm("calm");
    try (var node = node(hangs.outside(), calm.inside())) {
      node.announce(200);
      soon("the others", () -> calm.allOnce(200));
      assertThat(node.metric("forum_executor_active_tasks", "pool", "hangs")).isEqualTo(2);
      assertThat(node.metric("forum_executor_queued_tasks", "pool", "hangs"))
          .isLessThanOrEqualTo(16);
      assertThat(node.metric("forum_executor_oldest_task_age_seconds", "pool", "hangs"))
          .isPositive();
      never.countDown();
      soon("all at last", () -> hangs.allOnce(200));
    }
  }

  @Test
  void ofTwoServersOnePublishesAndTheOtherTakesOver() throws Exception {
    var counting = Counting.calm("one");
    try (var second = new TwoNodes(counting)) {
      second.first.announce(5);
      second.second.announce(5);
      // Both announce 1 to 5: each number twice.
      soon("all are received", () -> sum(counting) == 10);
      assertThat(counting.effects.values()).allMatch(times -> times == 2);
      second.first.close();
      second.second.db.change(tx -> tx.emit(new Event.BoardsChanged(77)));
      within(Duration.ofSeconds(5), "taken over", () -> counting.effects.getOrDefault(77L, 0) == 1);
    }
  }

  private static int sum(Counting counting) {
    return counting.effects.values().stream().mapToInt(Integer::intValue).sum();
  }

  private final class TwoNodes implements AutoCloseable {
    final TestNode first;
    final TestNode second;

    TwoNodes(Counting counting) {
      first = node(counting.inside());
      soon("one leads", () -> leads(first));
      second = node(counting.inside());
    }

    private static boolean leads(TestNode node) {
      Double leading = node.registry.getSampleValue("forum_outbox_leading");
      return leading != null && leading == 1;
    }

    @Override
    public void close() throws Exception {
      second.close();
    }
  }
}
