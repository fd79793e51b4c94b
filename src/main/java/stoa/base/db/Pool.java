package stoa.base.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import stoa.base.StartFault;

/**
 * A small pool of connections. Sizes and times are argued in docs/rationale.md; the short life and
 * idle times, and {@link ConnectionWatch}, are what keeps a forum from slowing down over weeks.
 */
public final class Pool {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private Pool() {}

  /** How to reach a database. */
  public record Address(String url, String user, String password) {}

  /**
   * What a pool is for.
   *
   * @param statement what PostgreSQL allows one statement to take
   */
  public record Purpose(String name, int size, Duration patience, Duration statement) {
    public static Purpose requests(int size) {
      return new Purpose("requests", size, Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    /**
     * Imports and other long work must not take connections from people who read. The largest dumps
     * have a file that takes an hour to copy, in one statement.
     */
    public static Purpose imports() {
      return new Purpose("imports", 3, Duration.ofSeconds(10), Duration.ofHours(12));
    }

    /** No shorter than a statement. */
    private Duration life() {
      return statement.compareTo(LIFE) < 0 ? LIFE : statement.plusMinutes(1);
    }
  }

  /**
   * Opens the pool and proves one connection.
   *
   * @throws StartFault naming what the database said
   */
  public static HikariDataSource open(Address address, Purpose purpose, PoolMetrics metrics) {
    var config = new HikariConfig();
    config.setPoolName(purpose.name());
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(purpose.size());
    // The idle time acts only while this is below the size.
    config.setMinimumIdle(Math.min(2, Math.max(1, purpose.size() - 1)));
    config.setConnectionTimeout(purpose.patience().toMillis());
    config.setValidationTimeout(500);
    config.setIdleTimeout(60_000);
    config.setMaxLifetime(purpose.life().toMillis());
    config.setKeepaliveTime(120_000);
    config.setMetricsTrackerFactory(metrics);
    config.addDataSourceProperty("ApplicationName", "stoa " + purpose.name());
    config.addDataSourceProperty("connectTimeout", "2");
    // Above the statement time-out: a server that vanished without a word must not hold a thread
    // for ever.
    config.addDataSourceProperty("socketTimeout", "" + (purpose.statement().toSeconds() + 3));
    config.addDataSourceProperty("cancelSignalTimeout", "2");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("options", options(purpose));
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StartFault(
          "cannot reach the database at "
              + address.url()
              + ": "
              + rootMessage(e)
              + "; check database.url, database.user and database.password",
          e);
    }
  }

  private static String options(Purpose purpose) {
    return "-c statement_timeout="
        + purpose.statement().toMillis()
        + " -c lock_timeout=2000"
        + " -c idle_in_transaction_session_timeout="
        + Math.max(10_000, purpose.statement().toMillis())
        + " -c timezone=UTC";
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no answer");
  }
}
