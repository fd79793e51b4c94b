package stoa.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.soon;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.runtime.Tasks;
import stoa.support.Alone;
import stoa.support.FaultProxy;
import stoa.support.FaultProxy.Mode;
import stoa.support.TestDatabase;

/** Who holds a connection for too long, and whose fault that is. */
@Alone
final class ConnectionWatchTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Tasks tasks = new Tasks(new CollectorRegistry());
  private FaultProxy proxy;
  private HikariDataSource pool;
  private Db db;

  @BeforeEach
  void open() {
    var address = TestDatabase.fresh();
    String port = address.url().replaceAll(".*:([0-9]+)/.*", "$1");
    proxy = new FaultProxy(Integer.parseInt(port));
    String url = address.url().replace(":" + port, ":" + proxy.port());
    var proxied = new Pool.Address(url, address.user(), address.password());
    pool = Pool.open(proxied, Pool.Purpose.requests(4), new PoolMetrics(new CollectorRegistry()));
    db = new Db(pool);
    tasks.every("overdue", Duration.ofMillis(100), Duration.ofSeconds(5), db::endOverdue);
    log.start();
    ROOT.addAppender(log);
  }

  @AfterEach
  void close() {
    ROOT.detachAppender(log);
    tasks.stop(Deadline.in(Duration.ofSeconds(5)));
    proxy.close();
    pool.close();
  }

  private String read(int length) {
    var repeated = DSL.field("repeat('x', {0})", SQLDataType.VARCHAR, DSL.val(length));
    return db.read(sql -> sql.select(repeated).fetchSingle().value1());
  }

  private List<ILoggingEvent> told(String words) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getFormattedMessage().contains(words))
        .toList();
  }

  @Test
  void anAnswerThatTricklesEndsWithItsBound() {
    assertThat(read(20_000)).hasSize(20_000);
    proxy.set(Mode.TRICKLE);
    long begun = System.nanoTime();
    assertThatThrownBy(() -> read(20_000)).isInstanceOf(DatabaseAway.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    proxy.set(Mode.PASS);
    assertThat(read(20_000)).hasSize(20_000);
  }

  @Test
  void aBlackHoleIsOneLineAndNoLeak() {
    read(1);
    proxy.set(Mode.HOLE);
    var reads = IntStream.range(0, 4).mapToObj(_ -> new FutureTask<>(() -> read(1))).toList();
    reads.forEach(Thread.ofVirtual()::start);
    for (var read : reads) {
      assertThat(read).failsWithin(Duration.ofSeconds(12));
    }
    assertThat(told("has not answered")).hasSize(1);
    assertThat(told("leak")).isEmpty();
    assertThat(List.copyOf(log.list)).allMatch(event -> event.getThrowableProxy() == null);
  }

  @Test
  void whoKeepsAConnectionAndAsksNothingIsNamedOnce() throws Exception {
    var release = new CountDownLatch(1);
    var holder =
        new FutureTask<>(() ->
            db.read(sql -> {
              forgetful(release);
              return true;
            }));
    var _ = Thread.ofVirtual().start(holder);
    soon("it is told", () -> !told("asks the database nothing").isEmpty());
    release.countDown();
    assertThat(holder.get()).isTrue();
    assertThat(told("asks the database nothing"))
        .singleElement()
        .satisfies(event ->
            assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                .anyMatch(frame -> frame.getSTEAsString().contains("forgetful")));
  }

  private static void forgetful(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
