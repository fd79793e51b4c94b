package stoa.base.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of all servers on one database, one leads: it holds an advisory lock, on a connection of its own
 * that also listens for the others' signals and for what has changed. PostgreSQL gives the lock to
 * another as soon as that connection ends; should the leader's machine vanish without a word,
 * keep-alives end it after 4 s.
 *
 * <p>For a moment two may believe that they lead. What a leader does must bear that.
 */
public final class Leader {
  private static final Logger LOG = LoggerFactory.getLogger(Leader.class);

  /** Any number that no other program on this database takes for the same. */
  private static final long LOCK = 0x53746f61_6c656164L;

  private static final String SIGNALS = "stoa_outbox";

  /** Where it is said what has changed, in words that only {@link Listener} understand. */
  public static final String CHANGES = "stoa_changes";

  /** How often the others try to become it. */
  private static final int TRY_MILLIS = 2_000;

  /** Silence after which the connection is asked whether it still is one. */
  private static final int CHECK_SECONDS = 2;

  private final Pool.Address address;
  private final Listener listener;
  private volatile boolean leading;

  /** Who gets what is received; none of it may wait. */
  public interface Listener {
    /** Another server has signalled, or this one begins to lead. */
    void signalled();

    /** Something has changed, on whichever server. */
    void changed(String what);

    /** From now on nothing is missed, or everything. */
    void listening(boolean listens);
  }

  public Leader(Pool.Address address, Listener listener) {
    this.address = address;
    this.listener = listener;
  }

  public boolean leading() {
    return leading;
  }

  /** For a thread of its own: holds or seeks the lock until it is interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      try (Connection connection = connect()) {
        hold(connection);
      } catch (SQLException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LOG.debug("the leader's connection ended: {}", e.toString());
      } finally {
        leading = false;
        listener.listening(false);
      }
      Thread.sleep(200 + ThreadLocalRandom.current().nextInt(800));
    }
  }

  private void hold(Connection connection) throws SQLException, InterruptedException {
    try (var listen = connection.createStatement()) {
      listen.execute("listen " + SIGNALS);
      listen.execute("listen " + CHANGES);
    }
    listener.listening(true);
    var notifications = connection.unwrap(PGConnection.class);
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!leading && takes(connection)) {
        leading = true;
        listener.signalled();
      }
      var received = notifications.getNotifications(TRY_MILLIS);
      if (received != null && received.length > 0) {
        List.of(received).forEach(this::received);
      } else if (!connection.isValid(CHECK_SECONDS)) {
        return;
      }
    }
  }

  private void received(PGNotification notification) {
    if (notification.getName().equals(CHANGES)) {
      listener.changed(notification.getParameter());
    } else {
      listener.signalled();
    }
  }

  private static boolean takes(Connection connection) throws SQLException {
    try (var lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      lock.setLong(1, LOCK);
      try (var row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("ApplicationName", "stoa leader");
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "options",
        "-c statement_timeout=5000 -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1"
            + " -c tcp_keepalives_count=2 -c tcp_user_timeout=4000");
    return DriverManager.getConnection(address.url(), properties);
  }
}
