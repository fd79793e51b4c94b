package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stoa.base.config.Network;

final class ClientAddressTest {
  private final ClientAddress behindProxies =
      new ClientAddress(
          Stream.of("127.0.0.1", "10.0.0.0/8", "fd00::/8").map(Network::parse).toList(),
          Stream.of("198.51.100.0/24", "2001:db8:5::/48").map(Network::parse).toList());

  private String of(String peer, String... forwardedFor) {
    return behindProxies.of(peer, Collections.enumeration(List.of(forwardedFor)));
  }

  @Test
  void withoutATrustedProxyItIsWhoeverConnects() {
    var alone = new ClientAddress(List.of(), List.of());
    assertThat(alone.of("127.0.0.1", Collections.enumeration(List.of("203.0.113.9"))))
        .isEqualTo("127.0.0.1");
    assertThat(of("198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
  }

  @Test
  void aTrustedProxyNamesTheClient() {
    assertThat(of("127.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of("127.0.0.1", "203.0.113.9, 10.1.2.3")).isEqualTo("203.0.113.9");
    assertThat(of("fd00::1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of("::ffff:127.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void whatTheClientWroteThereItselfIsNotReached() {
    assertThat(of("127.0.0.1", "1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of("127.0.0.1", "1.1.1.1", "203.0.113.9, 10.1.2.3")).isEqualTo("203.0.113.9");
    assertThat(of("127.0.0.1", "10.9.9.9, 203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void whatIsNoAddressIsNotBelieved() {
    for (String junk :
        List.of("", "unknown", "_hidden", "localhost", "1.2.3", "1.2.3.256", "[::1", "1.1.1.1;x")) {
      assertThat(of("127.0.0.1", junk)).as(junk).isEqualTo("127.0.0.1");
      assertThat(of("127.0.0.1", "203.0.113.9, " + junk)).as(junk).isEqualTo("127.0.0.1");
    }
    assertThat(of("127.0.0.1")).isEqualTo("127.0.0.1");
  }

  @Test
  void limitsCountNetworksAndExemptOnesNot() {
    for (String same : List.of("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::1%eth0")) {
      assertThat(behindProxies.source(same)).isEqualTo(new Source("20010db800010002::/64", false));
    }
    assertThat(behindProxies.source("2001:db8:1:3::1").network())
        .isEqualTo("20010db800010003::/64");
    assertThat(behindProxies.source("::ffff:203.0.113.9"))
        .isEqualTo(new Source("203.0.113.9", false));
    assertThat(behindProxies.source("198.51.100.7").exempt()).isTrue();
    assertThat(behindProxies.source("::ffff:198.51.100.7").exempt()).isTrue();
    assertThat(behindProxies.source("2001:db8:5:77::1").exempt()).isTrue();
    assertThat(behindProxies.source("not an address"))
        .isEqualTo(new Source("not an address", false));
  }

  @Test
  void portsAndBracketsAreLeftOut() {
    assertThat(of("127.0.0.1", "203.0.113.9:4711")).isEqualTo("203.0.113.9");
    assertThat(of("127.0.0.1", "[2001:db8::1]:4711")).isEqualTo(of("127.0.0.1", "2001:db8::1"));
    assertThat(of("127.0.0.1", "2001:db8:0::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void proxiesAllTheWayEndAtTheFirst() {
    assertThat(of("127.0.0.1", "10.0.0.1, 10.0.0.2")).isEqualTo("10.0.0.1");
    String many = String.join(",", Collections.nCopies(5_000, "10.0.0.1"));
    assertThat(of("127.0.0.1", many)).isEqualTo("10.0.0.1");
  }
}
