package stoa.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stoa.base.Deadline;
import stoa.base.Refused;
import stoa.base.runtime.Tasks;
import stoa.base.runtime.WorkerPool;

@Timeout(30)
final class PasswordsTest {
  private final WorkerPool pool = new Tasks(new CollectorRegistry()).workers("passwords", 1, 1);
  private final Passwords passwords = new Passwords(pool);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void stop() throws Exception {
    mayEnd.countDown();
    pool.stop(Deadline.in(Duration.ofSeconds(5)));
  }

  @Test
  void aCommandIsNotRefusedWhereAVisitorIs() throws Exception {
    var ended = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      pool.begin(Duration.ofMinutes(1), this::waitForTheEnd, _ -> ended.countDown());
    }
    assertThatThrownBy(() -> passwords.hash("three quiet herons")).isInstanceOf(Refused.class);
    String hash = passwords.hashAtLeisure("three quiet herons");
    mayEnd.countDown();
    ended.await();
    assertThat(passwords.matches("three quiet herons", hash)).isTrue();
  }

  private void waitForTheEnd() {
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
