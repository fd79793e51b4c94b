package stoa.base.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import stoa.base.runtime.Shortage;

/**
 * Whether the database has room for what is written. Reading goes on when its disk is full, and so
 * do small changes; so after a shortage it is asked to take more than its files have free.
 */
final class Room {
  /** Random, so that it is not compressed; on commit nothing of it is left. */
  private static final String FILL =
      "create temporary table room on commit drop as"
          + " select md5(random()::text) as filler from generate_series(1, 8000)";

  private final DSLContext jooq;
  private final Shortage shortage = new Shortage();

  Room(DSLContext jooq) {
    this.jooq = jooq;
  }

  /** What writing failed by. */
  void failed(DataAccessException fault) {
    if (isShort(fault.sqlState())) {
      shortage.found("the database has no room to write (SQLSTATE " + fault.sqlState() + ")");
    }
  }

  /** Disk full, out of memory, too many connections. */
  private static boolean isShort(String state) {
    return state.startsWith("53");
  }

  void check() {
    shortage.check(this::takesSome);
  }

  private boolean takesSome() {
    try {
      jooq.connection(Room::fill);
      return true;
    } catch (DataAccessException e) {
      return !DatabaseFaults.away(e); // of other faults this is not the place to tell
    }
  }

  private static void fill(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      boolean _ = statement.execute(FILL);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
