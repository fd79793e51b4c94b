package stoa.base.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.base.db.Db;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.support.TestDatabase;

/** More than a step of what is done, and what must stay. */
final class RetentionTest {
  private static final int DONE = 2 * Retention.STEP + 7;

  private final Pool.Address database = TestDatabase.fresh();
  private final HikariDataSource pool =
      Pool.open(database, Pool.Purpose.requests(1), new PoolMetrics(new CollectorRegistry()));
  private Connection sql;

  @BeforeEach
  void manyEventsAreDone() throws Exception {
    sql = TestDatabase.connect(database);
    run("insert into consumer (name, done, created_at) values ('one', %d, now())", DONE);
    run("insert into consumer (name, done, created_at) values ('other', %d, now())", DONE - 2);
    events(1, DONE, Retention.EVENTS_KEPT.plusMinutes(1));
    run("insert into handled select 'one', id from outbox");
    run("insert into handled select 'other', id from outbox");
  }

  @AfterEach
  void end() throws Exception {
    sql.close();
    pool.close();
  }

  @Test
  void whatAllHaveDoneIsGoneAtOnce() throws Exception {
    run("update consumer set done = %d", DONE);
    forget(true);
    assertThat(count("handled")).isZero();
    assertThat(count("outbox")).isEqualTo(1); // the last place is counted from
  }

  @Test
  void aStepDeletesNoMoreThanIsSaid() {
    var queries = new ConsumerQueries(new Db(pool));
    var first = queries.forgetMarks("one", Instant.now(), 0, 10);
    assertThat(first.gone()).isEqualTo(10);
    assertThat(queries.forgetMarks("one", Instant.now(), first.last(), 10).gone()).isEqualTo(10);
  }

  @Test
  void whatIsAboveAMarkStays() throws Exception {
    forget(true);
    assertThat(count("handled where consumer = 'one'")).isZero();
    assertThat(count("handled where consumer = 'other'")).isEqualTo(2);
    assertThat(count("outbox")).isEqualTo(2);
  }

  @Test
  void whatIsYoungStays() throws Exception {
    events(DONE + 1, DONE + 5, Retention.MARKS_KEPT.minusMinutes(1));
    run("insert into handled select 'one', id from outbox where place > %d", DONE);
    run("update consumer set done = %d", DONE + 5);
    forget(true);
    assertThat(count("handled")).isEqualTo(5);
    assertThat(count("outbox")).isEqualTo(5);
  }

  @Test
  void eventsAreForgottenByTheOneThatLeads() throws Exception {
    forget(false);
    assertThat(count("handled where consumer = 'one'")).isZero();
    assertThat(count("outbox")).isEqualTo(DONE);
  }

  private void forget(boolean leads) {
    new Retention(new Db(pool), List.of("one", "other"), () -> leads, Clock.systemUTC()).run();
  }

  private void events(int from, int to, Duration age) throws Exception {
    run(
        "insert into outbox (kind, version, body, at, place, published_at)"
            + " select 'boards_changed', 1, '{\"by\":1}', now(), n, now() - interval '%d s'"
            + " from generate_series(%d, %d) n",
        age.toSeconds(), from, to);
  }

  private void run(String format, Object... values) throws Exception {
    try (var statement = sql.createStatement()) {
      statement.execute(format.formatted(values));
    }
  }

  private int count(String rows) throws Exception {
    try (var statement = sql.createStatement();
        var found = statement.executeQuery("select count(*) from " + rows)) {
      found.next();
      return found.getInt(1);
    }
  }
}
