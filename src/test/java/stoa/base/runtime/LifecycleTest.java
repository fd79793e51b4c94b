package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stoa.base.Deadline;
import stoa.base.StartFault;

@Timeout(20)
class LifecycleTest {
  private final Lifecycle lifecycle = new Lifecycle();
  private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

  @Test
  void partsStopInReverse() {
    add("database", "pool", "server");

    lifecycle.stop(soon());

    assertThat(stopped).containsExactly("server", "pool", "database");
  }

  @Test
  void aSecondStopDoesNothing() {
    add("database");

    lifecycle.stop(soon());
    lifecycle.stop(soon());

    assertThat(stopped).containsExactly("database");
  }

  @Test
  void aSecondCallerWaitsForTheFirst() throws Exception {
    var entered = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    lifecycle.add(
        "slow",
        deadline -> {
          entered.countDown();
          mayEnd.await();
          stopped.add("slow");
        });
    var first = Thread.ofVirtual().start(() -> lifecycle.stop(soon()));
    entered.await();
    var seenBySecond = new ArrayList<String>();
    var second =
        Thread.ofVirtual()
            .start(() -> {
              lifecycle.stop(soon());
              seenBySecond.addAll(stopped);
            });

    mayEnd.countDown();
    first.join();
    second.join();

    assertThat(seenBySecond).containsExactly("slow");
  }

  @Test
  void aPartThatFailsDoesNotKeepTheOthersFromStopping() {
    add("database");
    lifecycle.add(
        "broken",
        deadline -> {
          throw new IllegalStateException("broken");
        });
    add("server");

    lifecycle.stop(soon());

    assertThat(stopped).containsExactly("server", "database");
  }

  @Test
  void aPartThatOverrunsIsInterruptedAndTheOthersHaveTheirTurnInTime() throws Exception {
    add("database");
    var interrupted = new CountDownLatch(1);
    lifecycle.add(
        "hanging",
        deadline -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    var deadline = Deadline.in(Duration.ofMillis(400));

    lifecycle.stop(deadline);

    assertThat(stopped).containsExactly("database");
    assertThat(deadline.passed()).isFalse();
    interrupted.await();
  }

  @Test
  void aPartThatIsStartedDuringTheStopIsRefused() {
    lifecycle.stop(soon());
    var started = new AtomicInteger();

    assertThatThrownBy(() ->
            lifecycle.start(
                "late",
                () -> {
                  started.incrementAndGet();
                  return deadline -> {};
                }))
        .isInstanceOf(StartFault.class)
        .hasMessage("stopped while starting late");
    assertThat(started).hasValue(0);
  }

  @Test
  void aPartThatIsAddedDuringTheStopIsStoppedAtOnce() {
    lifecycle.stop(soon());

    assertThatThrownBy(() -> add("late")).isInstanceOf(StartFault.class);

    assertThat(stopped).containsExactly("late");
  }

  @Test
  void aPartThatIsNotOursIsStoppedItsOwnWay() throws Exception {
    var started =
        lifecycle.start("pool", () -> "connections", part -> deadline -> stopped.add(part));

    lifecycle.stop(soon());

    assertThat(started).isEqualTo("connections");
    assertThat(stopped).containsExactly("connections");
  }

  @Test
  void aStopWaitsForAPartThatIsHalfStartedAndStopsIt() throws Exception {
    var starting = new CountDownLatch(1);
    var mayStart = new CountDownLatch(1);
    var starter =
        Thread.ofVirtual()
            .start(() -> {
              try {
                lifecycle.start(
                    "database",
                    () -> {
                      starting.countDown();
                      mayStart.await();
                      return deadline -> stopped.add("database");
                    });
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    starting.await();
    var stopper = Thread.ofVirtual().start(() -> lifecycle.stop(soon()));
    while (!lifecycle.stopping()) {
      Thread.onSpinWait();
    }
    mayStart.countDown();
    starter.join();
    stopper.join();

    assertThat(stopped).containsExactly("database");
  }

  @Test
  void awaitStopReturnsWhenAllIsStopped() throws Exception {
    add("database");
    Thread.ofVirtual().start(() -> lifecycle.stop(soon()));

    lifecycle.awaitStop();

    assertThat(stopped).containsExactly("database");
  }

  private void add(String... names) {
    for (String name : names) {
      lifecycle.add(name, deadline -> stopped.add(name));
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }
}
