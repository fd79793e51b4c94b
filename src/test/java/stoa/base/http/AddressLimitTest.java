package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;
import stoa.base.config.Network;

final class AddressLimitTest {
  private static TestEdge edge(List<Network> proxies) {
    return new TestEdge(
        TestEdge.LIMITS,
        TestEdge.settings("http://localhost", 2, proxies),
        routes -> routes.get("/", context -> context.result("home")));
  }

  /** Whether the server answers on that connection. */
  private static boolean answers(RawClient client) {
    try {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      return client.readHead().startsWith("HTTP/1.1 200") && client.read(4).equals("home");
    } catch (IOException e) {
      return false; // closed hard
    }
  }

  @Test
  void oneAddressGetsSoManyConnectionsAndNoMore() throws Exception {
    try (var edge = edge(List.of())) {
      try (var one = edge.raw();
          var two = edge.raw()) {
        assertThat(answers(one)).isTrue();
        assertThat(answers(two)).isTrue();
        try (var three = edge.raw()) {
          assertThat(answers(three)).isFalse();
        }
        assertThat(answers(one)).as("the others go on").isTrue();
        assertThat(edge.rejected(Rejection.PER_ADDRESS)).isEqualTo(1);
      }
      var until = Deadline.in(TestEdge.PATIENCE);
      boolean again = false;
      while (!again && !until.passed()) {
        try (var later = edge.raw()) {
          again = answers(later);
        }
      }
      assertThat(again).as("there is room when they have gone").isTrue();
    }
  }

  @Test
  void beyondSoManyConnectionsInAllOneWaitsForAnother() throws Exception {
    try (var edge = edge(List.of(Network.parse("127.0.0.0/8")))) {
      var open = new java.util.ArrayList<RawClient>();
      for (int i = 0; i < TestEdge.CONNECTIONS; i++) {
        open.add(edge.raw());
        assertThat(answers(open.get(i))).isTrue();
      }
      try (var waiting = edge.raw()) {
        waiting.patience(200);
        assertThat(answers(waiting)).isFalse();
        for (var client : open) {
          client.close();
        }
        waiting.patience((int) TestEdge.PATIENCE.toMillis());
        assertThat(waiting.readHead()).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void aTrustedProxySpeaksForMany() throws Exception {
    try (var edge = edge(List.of(Network.parse("127.0.0.0/8")));
        var one = edge.raw();
        var two = edge.raw();
        var three = edge.raw()) {
      assertThat(answers(one)).isTrue();
      assertThat(answers(two)).isTrue();
      assertThat(answers(three)).isTrue();
    }
  }
}
