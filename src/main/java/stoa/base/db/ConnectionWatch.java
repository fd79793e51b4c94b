package stoa.base.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after connections while they are at work. A socket's time-out counts from one byte to the
 * next, so over a link that trickles an answer may take for ever: whoever waits for longer than the
 * bound has the connection cut. Who keeps a connection and does not wait for the database is named:
 * that is a leak. To be watched costs an entry in a set, no thread and no timer.
 */
final class ConnectionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

  /** What PostgreSQL allows a statement (see {@link Pool}), and a second for the way. */
  static final Duration STATEMENT = Duration.ofSeconds(6);

  /** Many statements, of which none may take as long. */
  static final Duration TRANSACTION = Duration.ofSeconds(30);

  private static final Duration SLOW = Duration.ofSeconds(2);

  /** A database that was silent and is so again within this is reported once. */
  private static final Duration EPISODE = Duration.ofMinutes(1);

  private final Set<Use> uses = ConcurrentHashMap.newKeySet();
  private long lastSilent = System.nanoTime() - EPISODE.toNanos();

  /** A connection at work, until it is closed. */
  final class Use implements AutoCloseable {
    private final Connection connection;
    private final Duration longest;
    private final Thread thread = Thread.currentThread();
    private final long begun = System.nanoTime();
    private boolean over;
    private boolean reported;

    private Use(Connection connection, Duration longest) {
      this.connection = connection;
      this.longest = longest;
    }

    private Duration age() {
      return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Under a lock, so that nobody's next connection is cut. */
    private synchronized void cut() throws SQLException {
      if (!over) {
        over = true;
        connection.abort(Runnable::run);
      }
    }

    @Override
    public void close() {
      uses.remove(this);
      synchronized (this) {
        over = true;
      }
    }
  }

  Use begin(Connection connection, Duration longest) {
    var use = new Use(connection, longest);
    uses.add(use);
    return use;
  }

  /** For a periodic job, which never overlaps with itself. */
  void look() {
    int silent = 0;
    for (var use : uses) {
      if (use.age().compareTo(SLOW) > 0) {
        silent += isSilent(use) ? 1 : 0;
      }
    }
    if (silent > 0) {
      reportSilence(silent);
    }
  }

  /** Whether the use waits for the database. */
  private static boolean isSilent(Use use) {
    var stack = use.thread.getStackTrace();
    boolean silent =
        Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("org.postgresql."));
    if (use.age().compareTo(use.longest) > 0) {
      cut(use);
    } else if (!silent) {
      reportLeak(use, stack);
    }
    return silent;
  }

  private static void cut(Use use) {
    try {
      use.cut();
    } catch (SQLException e) {
      LOG.debug("a connection could not be cut", e); // it has come back in this very moment
    }
  }

  private static void reportLeak(Use use, StackTraceElement[] stack) {
    if (!use.reported) {
      use.reported = true;
      var holder = new Throwable("it is held here");
      holder.setStackTrace(stack);
      LOG.warn("a connection is out for {} and asks the database nothing", use.age(), holder);
    }
  }

  private void reportSilence(int connections) {
    long now = System.nanoTime();
    if (now - lastSilent > EPISODE.toNanos()) {
      LOG.warn("the database has not answered for {} on {} connection(s)", SLOW, connections);
    }
    lastSilent = now;
  }
}
