package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stoa.base.Deadline;

@Timeout(20)
class TasksTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Tasks tasks = new Tasks(registry);

  @AfterEach
  void stop() {
    tasks.stop(soon());
  }

  @Test
  void virtualThreadsAreNamedAndCounted() throws Exception {
    var seen = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var name = new StringBuffer();
    tasks
        .virtualThreads("request")
        .execute(() -> {
          name.append(Thread.currentThread().getName());
          seen.countDown();
          awaitQuietly(mayEnd);
        });
    seen.await();

    assertThat(name.toString()).isEqualTo("request-1");
    assertThat(live("request")).isEqualTo(1);
    mayEnd.countDown();
    while (live("request") != 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aJobRunsAgainAndAgainAndNeverOverlaps() throws Exception {
    var runs = new CountDownLatch(5);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    tasks.every(
        "sweep",
        AT_ONCE,
        LONG,
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.yield();
          inside.decrementAndGet();
          runs.countDown();
        });

    runs.await();

    assertThat(most).hasValue(1);
    assertThat(runs("sweep", "ok")).isGreaterThanOrEqualTo(4);
  }

  @Test
  void aJobThatFailsIsCountedAndRunsAgain() throws Exception {
    var runs = new CountDownLatch(3);
    tasks.every(
        "sweep",
        AT_ONCE,
        LONG,
        () -> {
          runs.countDown();
          throw new IllegalStateException("planted");
        });

    runs.await();

    assertThat(runs("sweep", "error")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aJobThatOverrunsIsInterruptedAndRunsAgain() throws Exception {
    var interrupted = new Semaphore(0);
    tasks.every(
        "sweep",
        AT_ONCE,
        Duration.ofMillis(20),
        () -> {
          if (awaitQuietly(new CountDownLatch(1))) {
            interrupted.release();
          }
        });

    interrupted.acquire(2);

    assertThat(runs("sweep", "deadline")).isGreaterThanOrEqualTo(1);
  }

  @Test
  void aStopInterruptsTheJobAndItDoesNotRunAgain() throws Exception {
    var entered = new CountDownLatch(1);
    var runs = new AtomicInteger();
    tasks.every(
        "sweep",
        AT_ONCE,
        LONG,
        () -> {
          runs.incrementAndGet();
          entered.countDown();
          awaitQuietly(new CountDownLatch(1));
        });
    entered.await();
    var deadline = soon();

    tasks.stop(deadline);
    tasks.stop(deadline);

    assertThat(deadline.passed()).isFalse();
    assertThat(runs).hasValue(1);
    assertThat(live("background")).isZero();
    assertThat(runs("sweep", "cancelled")).isEqualTo(1);
  }

  @Test
  void aStopBetweenTwoRunsDoesNotWaitForThePeriod() throws Exception {
    var ran = new CountDownLatch(1);
    tasks.every("sweep", LONG, LONG, ran::countDown);
    ran.await();
    var deadline = soon();

    tasks.stop(deadline);

    assertThat(deadline.passed()).isFalse();
  }

  /** Whether the wait was interrupted. */
  private static boolean awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private double runs(String job, String outcome) {
    return registry.getSampleValue(
        "forum_job_runs_total", new String[] {"job", "outcome"}, new String[] {job, outcome});
  }

  private double live(String scope) {
    return registry.getSampleValue(
        "forum_tasks_live", new String[] {"scope"}, new String[] {scope});
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }
}
