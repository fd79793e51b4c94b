package stoa.base.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import stoa.base.db.Pool;
import stoa.support.Alone;
import stoa.support.TestDatabase;

/** 100,000 events that wait: they wait in the database, and the other effects go on. */
@Alone
final class BacklogTest {
  private static final int WAITING = 100_000;
  private static final int DRAINED = Integer.getInteger("stoa.drain", 2_000);

  private final Pool.Address database = TestDatabase.fresh();

  @Test
  void theyTakeNoMemoryAndHoldUpNobody() throws Exception {
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
    try (var before = new TestNode(database, null, hangs.inside())) {
      assertThat(before.consumed("hangs", "ok"))
          .isZero(); // it is enlisted, and receives what follows
    }
    announce(WAITING);
    try (var node = new TestNode(database, null, hangs.inside(), calm.inside())) {
      within(
          Duration.ofSeconds(60),
          "all are published",
          () -> node.metric("forum_events_waiting", "consumer", "hangs") >= WAITING);
      long used = heap();
      announce(100);
      soon("the others go on", () -> calm.effects.size() >= 100);
      assertThat(node.metric("forum_executor_queued_tasks", "pool", "hangs"))
          .isLessThanOrEqualTo(16 + Consumer.SPARE);
      assertThat(heap() - used).as("bytes").isLessThan(20L << 20);
      never.countDown();
    }
  }

  @Test
  void aBacklogIsDrainedQuickly() throws Exception {
    var counting = Counting.calm("drains");
    try (var before = new TestNode(database, null, counting.inside())) {
      assertThat(before.consumed("drains", "ok")).isZero();
    }
    announce(DRAINED);
    long begun = System.nanoTime();
    try (var node = new TestNode(database, null, counting.inside())) {
      within(
          Duration.ofSeconds(120),
          "all are handled",
          () -> node.consumed("drains", "ok") == DRAINED);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf("%d events drained in %.1f s%n", DRAINED, seconds);
    }
    assertThat(counting.allOnce(DRAINED)).isTrue();
  }

  private void announce(int count) throws Exception {
    try (var connection = TestDatabase.connect(database);
        var statement = connection.createStatement()) {
      int _ =
          statement.executeUpdate(
              "insert into outbox (kind, version, body, at)"
                  + " select 'boards_changed', 1, '{\"by\":' || n || '}', now()"
                  + " from generate_series(1, "
                  + count
                  + ") n");
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
