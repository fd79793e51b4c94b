package stoa.base.db;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Counts and times every statement; a test holds pages to their number of statements by it. */
public final class Statements implements ExecuteListener {
  private static final long serialVersionUID = 1L;
  private static final String STARTED = "stoa.started";

  private final transient Histogram duration;
  private final transient Counter failures;

  public Statements(CollectorRegistry registry) {
    duration =
        Histogram.build(
                "forum_db_statement_duration_seconds",
                "SQL statements, from sending to the last row.")
            .buckets(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5)
            .register(registry);
    failures =
        Counter.build("forum_db_statement_failures_total", "SQL statements that failed.")
            .register(registry);
  }

  /** One that is sent without jOOQ. */
  interface Sending<T> {
    T send() throws SQLException;
  }

  <T> T timed(Sending<T> sending) throws SQLException {
    long started = System.nanoTime();
    try {
      return sending.send();
    } catch (SQLException e) {
      failures.inc();
      throw e;
    } finally {
      duration.observe((System.nanoTime() - started) / 1e9);
    }
  }

  @Override
  public void executeStart(ExecuteContext context) {
    context.data(STARTED, System.nanoTime());
  }

  @Override
  public void end(ExecuteContext context) {
    if (context.data(STARTED) instanceof Long started) {
      duration.observe((System.nanoTime() - started) / 1e9);
    }
  }

  @Override
  public void exception(ExecuteContext context) {
    failures.inc();
  }
}
