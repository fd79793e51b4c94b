package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stoa.base.Deadline;

/** A process of its own, since a signal ends the one that gets it. */
@Timeout(60)
class SignalTest {
  @Test
  void sigtermStopsEveryPartBeforeTheProcessEnds() throws Exception {
    var process = server("wait");
    try (var lines = outputOf(process)) {
      assertThat(lines.readLine()).isEqualTo("up");

      process.toHandle().destroy(); // Unlike the process's own destroy, it leaves the output open.

      // Whether main gets to its end as well depends on who is quicker.
      assertThat(lines.lines()).startsWith("server stopped", "database stopped");
      assertThat(process.waitFor()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aStopOnOneSOwnAccountIsDoneOnceAndEndsWithItsOwnCode() throws Exception {
    var process = server("end");
    try (var lines = outputOf(process)) {
      assertThat(lines.lines())
          .containsExactly("up", "server stopped", "database stopped", "main ended");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The process that is stopped. */
  static final class Server {
    public static void main(String[] arguments) throws InterruptedException {
      var lifecycle = new Lifecycle();
      lifecycle.stopOnSignal(Duration.ofSeconds(20));
      lifecycle.add("database", deadline -> System.out.println("database stopped"));
      lifecycle.add(
          "server",
          deadline -> {
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            System.out.println("server stopped");
          });
      System.out.println("up");
      if (arguments[0].equals("end")) {
        lifecycle.stop(Deadline.in(Duration.ofSeconds(20)));
      }
      lifecycle.awaitStop();
      System.out.println("main ended");
      System.exit(0);
    }
  }

  private static Process server(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName(),
            how)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader outputOf(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
