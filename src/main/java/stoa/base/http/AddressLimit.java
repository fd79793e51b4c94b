package stoa.base.http;

import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections beyond so many from one network ({@link Source}). Trusted proxies and exempt
 * networks speak for many.
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
    var source = addresses.source(address);
    from.put(connection, source.network());
    int now = open.merge(source.network(), 1, Integer::sum);
    if (now > most && !source.exempt() && !addresses.isTrusted(address)) {
      metrics.rejected(Rejection.PER_ADDRESS);
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    String network = from.remove(connection);
    if (network != null) {
      metrics.connectionClosed();
      open.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
            && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "";
  }
}
