package stoa.base.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * Tells faults that pass (the visitor is asked to come back) from faults of ours (500). SQL states:
 * PostgreSQL manual, appendix A.
 */
final class DatabaseFaults {
  private static final Logger log = LoggerFactory.getLogger(DatabaseFaults.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private DatabaseFaults() {}

  /** Deadlock, serialization failure: the same transaction may succeed when run again. */
  static boolean mayRetry(DataAccessException fault) {
    String state = fault.sqlState();
    return state.equals("40001") || state.equals("40P01");
  }

  static RuntimeException translated(DataAccessException fault) {
    if (away(fault)) {
      log.warn("the database refused work: {}", String.valueOf(fault.getCause()));
      return new DatabaseAway();
    }
    if (busy(fault)) {
      log.warn("the database was too busy: {}", String.valueOf(fault.getCause()));
      return new Refused(new Refusal.Unavailable(RETRY_AFTER));
    }
    return fault;
  }

  /** Nothing is wrong with the work; the breakers count these. */
  static boolean away(Throwable thrown) {
    if (!(thrown instanceof DataAccessException fault)) {
      return false;
    }
    var cause = fault.getCause(SQLException.class);
    if (cause instanceof SQLTransientConnectionException) {
      return true; // no connection from the pool in time
    }
    String state = fault.sqlState();
    return state.startsWith("08") // connection lost or refused
        || state.startsWith("53") // disk full, out of memory, too many connections
        || state.startsWith("57P") // shutting down, starting up
        || state.startsWith("58") // input/output error
        || state.startsWith("25006") // read-only: a standby, or one that was locked for care
        || state.equals("57014"); // statement time-out
  }

  /** Others were in the way. */
  private static boolean busy(DataAccessException fault) {
    String state = fault.sqlState();
    return state.startsWith("40") // still in conflict after the last try
        || state.equals("55P03") // lock time-out
        || state.equals("25P03"); // idle in transaction time-out
  }

  static RuntimeException open() {
    return new DatabaseAway();
  }
}
