package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stoa.base.Deadline;
import stoa.base.Refused;

@Timeout(20)
class WorkerPoolTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final WorkerPool pool = new Tasks(registry).workers("render", 1, 1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void stop() throws Exception {
    mayEnd.countDown();
    pool.stop(soon());
  }

  @Test
  void theResultComesBackFromAThreadOfThePool() {
    assertThat(pool.call(soon(), () -> Thread.currentThread().getName())).isEqualTo("render-1");
    assertThat(completed("ok")).isEqualTo(1);
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    assertThatThrownBy(() -> pool.call(soon(), failing(new IllegalStateException("x"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pool.call(soon(), failing(new IOException("x"))))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(completed("error")).isEqualTo(2);
  }

  @Test
  void workOnManyItemsComesBackInTheirOrder() throws Exception {
    var many = new Tasks(new CollectorRegistry()).workers("many", 2, 8);
    var items = IntStream.range(0, 100).boxed().toList();
    assertThat(many.all(items, item -> item + 1).get(soon()))
        .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    assertThatThrownBy(() -> many.all(items, item -> 1 / (item - 50)).get(soon()))
        .isInstanceOf(ArithmeticException.class);
    many.stop(soon());
  }

  @Test
  void aFullQueueRefusesAtOnce() throws Exception {
    var running = occupy();
    var waiting = start(() -> "second");
    until(() -> pool.queued() == 1);

    assertThatThrownBy(() -> pool.call(soon(), () -> "third")).isInstanceOf(Refused.class);

    assertThat(figure("forum_executor_rejected_tasks_total")).isEqualTo(1);
    assertThat(figure("forum_executor_active_tasks")).isEqualTo(1);
    assertThat(figure("forum_executor_queued_tasks")).isEqualTo(1);
    assertThat(figure("forum_executor_queue_capacity")).isEqualTo(1);
    mayEnd.countDown();
    assertThat(running.get()).isEqualTo("done");
    assertThat(waiting.get()).isEqualTo("second");
  }

  @Test
  void workThatOverrunsIsInterruptedAndItsThreadIsFreeAgain() throws Exception {
    var interrupted = new CountDownLatch(1);

    assertThatThrownBy(() ->
            pool.call(
                Deadline.in(Duration.ofMillis(50)),
                () -> {
                  try {
                    return awaitForEver();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                }))
        .isInstanceOf(Refused.class);

    interrupted.await();
    assertThat(completed("deadline")).isEqualTo(1);
    assertThat(pool.call(soon(), () -> "next")).isEqualTo("next");
  }

  @Test
  void workWhoseTurnDoesNotComeInTimeIsNeverDone() throws Exception {
    var running = occupy();
    var done = new AtomicBoolean();

    assertThatThrownBy(
            () -> pool.call(Deadline.in(Duration.ofMillis(50)), () -> done.getAndSet(true)))
        .isInstanceOf(Refused.class);

    assertThat(pool.queued()).isZero();
    mayEnd.countDown();
    running.get();
    assertThat(pool.call(soon(), done::get)).isFalse();
  }

  @Test
  void aCallerWhoIsInterruptedTakesHisWorkBack() throws Exception {
    var running = occupy();
    var caller = new FutureTask<>(() -> pool.call(soon(), () -> "never"));
    var thread = Thread.ofVirtual().start(caller);
    until(() -> pool.queued() == 1);

    thread.interrupt();

    assertThatThrownBy(caller::get).hasCauseInstanceOf(Refused.class);
    assertThat(pool.queued()).isZero();
    assertThat(completed("cancelled")).isEqualTo(1);
    mayEnd.countDown();
    running.get();
  }

  @Test
  void aStopLetsWorkFinishAndRefusesMore() throws Exception {
    var running = occupy();
    var queued = start(() -> "queued");
    until(() -> pool.queued() == 1);
    var stop = Thread.ofVirtual().start(this::stopQuietly);

    until(() -> stop.getState() == Thread.State.TIMED_WAITING);
    mayEnd.countDown();
    stop.join();

    assertThat(running.get()).isEqualTo("done");
    assertThat(queued.get()).isEqualTo("queued");
    assertThatThrownBy(() -> pool.call(soon(), () -> "late")).isInstanceOf(Refused.class);
  }

  @Test
  void aStopCutsOffWhatOverrunsItAndWhoeverWaitsIsTold() throws Exception {
    var running = start(WorkerPoolTest::awaitForEver);
    until(() -> pool.active() == 1);
    var waiting = start(() -> "never");
    until(() -> pool.queued() == 1);

    pool.stop(Deadline.in(Duration.ofMillis(50)));
    pool.stop(soon());

    assertThatThrownBy(running::get).hasCauseInstanceOf(Refused.class);
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(Refused.class);
    assertThat(completed("cancelled")).isEqualTo(2);
  }

  /** Keeps the only thread busy until {@code mayEnd}. */
  private FutureTask<String> occupy() throws Exception {
    var task =
        start(() -> {
          mayEnd.await();
          return "done";
        });
    until(() -> pool.active() == 1);
    return task;
  }

  private FutureTask<String> start(Callable<String> work) {
    var task = new FutureTask<>(() -> pool.call(soon(), work));
    Thread.ofVirtual().start(task);
    return task;
  }

  private void stopQuietly() {
    try {
      pool.stop(soon());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double completed(String outcome) {
    return value("forum_executor_completed_tasks_total", "pool", "render", "outcome", outcome);
  }

  private double figure(String name) {
    return value(name, "pool", "render");
  }

  private double value(String name, String... labels) {
    var names = new String[labels.length / 2];
    var values = new String[labels.length / 2];
    for (int i = 0; i < names.length; i++) {
      names[i] = labels[2 * i];
      values[i] = labels[2 * i + 1];
    }
    return registry.getSampleValue(name, names, values);
  }

  private static <T> Callable<T> failing(Exception e) {
    return () -> {
      throw e;
    };
  }

  private static String awaitForEver() throws InterruptedException {
    new CountDownLatch(1).await();
    return "";
  }

  /** Spins: what is waited for takes microseconds, and the class's time-out bounds it. */
  private static void until(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.onSpinWait();
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }
}
