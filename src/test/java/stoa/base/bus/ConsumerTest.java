package stoa.base.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;
import stoa.base.db.Db;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.runtime.Tasks;
import stoa.support.TestDatabase;

/** A consumer that is never without work. */
final class ConsumerTest {
  private static final int THREADS = 2;
  private static final int ROOM = 40;
  private static final int FETCHES = 300;

  private final CollectorRegistry registry = new CollectorRegistry();

  /** Else they come one by one once all room is taken, and share no transaction any more. */
  @Test
  void eventsAreFetchedInBatchesHoweverManyWait() throws Exception {
    var tasks = new Tasks(registry);
    var asked = new CopyOnWriteArrayList<Integer>();
    try (var pool =
        Pool.open(
            TestDatabase.fresh(), Pool.Purpose.requests(THREADS), new PoolMetrics(registry))) {
      var consumer =
          new Consumer(
              new Events.Wiring(
                  Counting.calm("busy").inside(), THREADS, ROOM - THREADS, Duration.ofSeconds(20)),
              new Db(pool),
              tasks.waiters("busy", THREADS, ROOM),
              ROOM,
              new Retries(Duration.ofMillis(10)),
              Clock.systemUTC(),
              new BusMetrics(registry));
      var loop = tasks.always("busy", () -> consumer.run((most, _) -> endless(asked, most)));
      soon("it fetches on and on", () -> asked.size() >= FETCHES);
      loop.stop(Deadline.in(Duration.ofSeconds(5)));
      tasks.stop(Deadline.in(Duration.ofSeconds(5)));
    }
    assertThat(asked).allMatch(most -> most >= ROOM / 2);
  }

  private static List<Bus.Delivery> endless(List<Integer> asked, int most) {
    long first = 1_000L * asked.size();
    asked.add(most);
    return LongStream.range(first, first + most).mapToObj(ConsumerTest::delivery).toList();
  }

  private static Bus.Delivery delivery(long id) {
    var stored = new OutboxRow(id, "boards_changed", 1, "{\"by\":1}", Instant.EPOCH);
    return new Bus.Delivery() {
      @Override
      public OutboxRow event() {
        return stored;
      }

      @Override
      public void done() {
        // It was never in an outbox.
      }

      @Override
      public void again(Duration pause) {
        // Only where this test stops it.
      }
    };
  }
}
