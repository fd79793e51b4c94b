package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;

final class GroupTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Group group = new Tasks(registry).group("test");
  private final AtomicInteger interrupted = new AtomicInteger();

  private Callable<String> waitsForEver() {
    return () -> {
      try {
        new CountDownLatch(1).await();
        return "never";
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
    };
  }

  private double live() {
    return registry.getSampleValue(
        "forum_tasks_live", new String[] {"scope"}, new String[] {"test"});
  }

  @Test
  void theResultsComeInTheOrderOfTheWork() throws Exception {
    var second = new CountDownLatch(1);
    var results =
        group.all(
            Deadline.in(Duration.ofSeconds(5)),
            List.<Callable<String>>of(
                () -> {
                  second.await();
                  return "a";
                },
                () -> {
                  second.countDown();
                  return "b";
                }));
    assertThat(results).containsExactly("a", "b");
    assertThat(live()).isZero();
  }

  @Test
  void theFirstFailureEndsTheRest() {
    long begun = System.nanoTime();
    assertThatThrownBy(() ->
            group.all(
                Deadline.in(Duration.ofSeconds(30)),
                List.of(
                    waitsForEver(),
                    () -> {
                      throw new IllegalStateException("first");
                    },
                    waitsForEver())))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("first");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(interrupted).hasValue(2);
    assertThat(live()).isZero();
  }

  @Test
  void theDeadlineEndsAll() {
    assertThatThrownBy(() ->
            group.all(Deadline.in(Duration.ofMillis(50)), List.of(waitsForEver(), waitsForEver())))
        .isInstanceOf(TimeoutException.class);
    assertThat(interrupted).hasValue(2);
    assertThat(live()).isZero();
  }
}
