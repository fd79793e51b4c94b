package stoa.base.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.1.2,true",
    "10.0.0.0/8,11.0.0.1,false",
    "192.168.1.128/25,192.168.1.128,true",
    "192.168.1.128/25,192.168.1.127,false",
    "127.0.0.1,127.0.0.1,true",
    "127.0.0.1,127.0.0.2,false",
    "0.0.0.0/0,8.8.8.8,true",
    "0.0.0.0/0,::1,false",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "::1,::1,true",
    "127.0.0.1,::ffff:127.0.0.1,true",
  })
  void containsExactlyItsAddresses(String network, String address, boolean inside) {
    assertThat(Network.parse(network).contains(Network.address(address))).isEqualTo(inside);
  }
}
