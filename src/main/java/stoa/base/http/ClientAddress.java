package stoa.base.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stoa.base.config.Network;

/**
 * Whose request it is. X-Forwarded-For is believed only as far as trusted proxies have written it:
 * read from its end, the first address that is no trusted proxy is the client. What a client writes
 * there itself stands further left and is never reached.
 */
public final class ClientAddress {
  private static final int MOST_HOPS = 20;

  private final List<Network> trusted;
  private final List<Network> exempt;

  /**
   * @param trusted proxies
   * @param exempt from what counts for each address
   */
  public ClientAddress(List<Network> trusted, List<Network> exempt) {
    this.trusted = List.copyOf(trusted);
    this.exempt = List.copyOf(exempt);
  }

  public Source of(Context context) {
    return source(of(context.req().getRemoteAddr(), context.req().getHeaders("X-Forwarded-For")));
  }

  Source source(String address) {
    return parsed(address)
        .map(known -> new Source(Source.network(known), isIn(exempt, known)))
        .orElseGet(() -> new Source(address, false));
  }

  String of(String peer, Enumeration<String> forwardedFor) {
    var hops =
        java.util.Collections.list(forwardedFor).stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .toList();
    String client = peer;
    for (String hop : hops.reversed().stream().limit(MOST_HOPS).toList()) {
      if (!isTrusted(client)) {
        return client;
      }
      Optional<InetAddress> address = parsed(hop.strip());
      if (address.isEmpty()) {
        return client; // no address: whoever wrote it is not believed
      }
      client = address.get().getHostAddress();
    }
    return client;
  }

  boolean isTrusted(String address) {
    return parsed(address).filter(known -> isIn(trusted, known)).isPresent();
  }

  private static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> parsed(String hop) {
    try {
      return Optional.of(Network.address(bare(hop)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name, or nothing that is an address
    }
  }

  /** Without brackets, port and zone: "[::1]:8080", "10.0.0.1:80", "fe80::1%eth0". */
  private static String bare(String hop) {
    int zone = hop.indexOf('%');
    if (zone > 0) {
      return bare(hop.substring(hop.startsWith("[") ? 1 : 0, zone));
    }
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end > 0 ? hop.substring(1, end) : hop;
    }
    int colon = hop.indexOf(':');
    return colon > 0 && hop.indexOf(':', colon + 1) < 0 ? hop.substring(0, colon) : hop;
  }
}
