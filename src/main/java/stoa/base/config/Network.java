package stoa.base.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A network in the form 10.0.0.0/8 or a single address. Names are not looked up: a setting that
 * says whom to believe must not depend on a name server.
 */
public record Network(InetAddress base, int bits) {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * @throws IllegalArgumentException if it is neither an address nor a network
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    var base = address(slash < 0 ? text : text.substring(0, slash));
    int all = base.getAddress().length * 8;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException(text);
    }
    return new Network(base, bits);
  }

  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The address that these digits are; IPv4 in IPv6's clothes is IPv4.
   *
   * @throws IllegalArgumentException for anything else, a name too
   */
  public static InetAddress address(String digits) {
    if (!V4.matcher(digits).matches() && !V6.matcher(digits).matches()) {
      throw new IllegalArgumentException(digits);
    }
    return InetAddress.ofLiteral(digits);
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + bits;
  }
}
