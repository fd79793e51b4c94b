package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.soon;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Breaker breaker =
      new Breakers(registry, Duration.ofMillis(200))
          .make("thing", fault -> fault instanceof IllegalStateException);
  private final AtomicInteger calls = new AtomicInteger();

  private void fails() {
    assertThatThrownBy(() ->
            breaker.call(() -> {
              calls.incrementAndGet();
              throw new IllegalStateException("away");
            }))
        .isInstanceOf(IllegalStateException.class);
  }

  private String works() {
    return breaker.call(() -> "fine");
  }

  private double state() {
    return registry.getSampleValue(
        "forum_circuit_state", new String[] {"dependency"}, new String[] {"thing"});
  }

  @Test
  void fiveFailuresInARowDoNotOpenItAndSixDo() {
    for (int i = 0; i < 5; i++) {
      fails();
    }
    assertThat(works()).isEqualTo("fine");
    for (int i = 0; i < 5; i++) {
      fails();
    }
    assertThat(state()).isZero();
    fails();
    assertThat(state()).isEqualTo(2);
    int before = calls.get();
    assertThatThrownBy(this::works).isInstanceOf(Breaker.Open.class);
    assertThat(calls).hasValue(before);
  }

  @Test
  void afterItsTimeThreeCallsMayTryAndCloseIt() {
    for (int i = 0; i < 6; i++) {
      fails();
    }
    soon("it lets calls through", () -> !refuses());
    assertThat(works()).isEqualTo("fine");
    assertThat(works()).isEqualTo("fine");
    assertThat(state()).isZero();
    assertThat(
            registry.getSampleValue(
                "forum_circuit_transitions_total",
                new String[] {"dependency", "to"},
                new String[] {"thing", "closed"}))
        .isEqualTo(1);
  }

  private boolean refuses() {
    try {
      return !works().equals("fine");
    } catch (Breaker.Open e) {
      return true;
    }
  }

  @Test
  void whatIsNotTheDependencysFaultDoesNotCount() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() ->
              breaker.call(() -> {
                throw new IllegalArgumentException("ours");
              }))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(state()).isZero();
  }
}
