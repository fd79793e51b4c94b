package stoa.base.web;

import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections beyond so many from one address. A trusted proxy speaks for many and is
 * exempt.
 */
final class AddressLimit implements Connection.Listener {
  private final int most;
  private final ClientAddress addresses;
  private final HttpMetrics metrics;
  private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

  /** A closed connection does not know any more from where it came. */
  private final ConcurrentHashMap<Connection, String> from = new ConcurrentHashMap<>();

  AddressLimit(int most, ClientAddress addresses, HttpMetrics metrics) {
    this.most = most;
    this.addresses = addresses;
    this.metrics = metrics;
  }

  @Override
  public void onOpened(Connection connection) {
    metrics.connectionOpened();
    String address = address(connection);
    from.put(connection, address);
    int now = open.merge(address, 1, Integer::sum);
    if (now > most && !addresses.isTrusted(address)) {
      metrics.rejected(Rejection.PER_ADDRESS);
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    String address = from.remove(connection);
    if (address != null) {
      metrics.connectionClosed();
      open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
            && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "";
  }
}
