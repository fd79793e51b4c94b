package stoa.base.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * For whom limits count: an IPv4 address, or the /64 network of an IPv6 address, which is the least
 * that one household gets and of which each of its machines may use any address (RFC 6177).
 *
 * @param exempt whether the operator has said that many are behind it
 */
public record Source(String network, boolean exempt) {
  private static final int BYTES = 8;

  static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, BYTES) + "::/64"
        : address.getHostAddress();
  }
}
