package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Alone;

/**
 * Holds pages to what they cost when that was recorded last, as far as it does not depend on how
 * busy the machine is: statements, bytes allocated, bytes of the page, copies that were missed.
 *
 * <p>Why the bytes allocated are steady: they are counted in a JVM of its own that compiles with C1
 * alone, which leaves no object out, so that they are the same before and after code is compiled
 * (C2 would spare some of them, and which depends on when it gets to it; what a server allocates is
 * less), and in which virtual threads are threads of the system: the others lay their stack on the
 * heap each time that they wait, 15 KB for a statement whose answer is not yet there, and nothing
 * for one whose answer is. All threads' bytes are counted; the client, which asks for one page at a
 * time, is taken off. Jobs in the background come seldom: of several batches the least is taken, of
 * statements what most single requests take.
 */
@Alone
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CostTest {
  private static final Path BASELINE = Path.of("src/test/resources/costs.properties");

  private Costs now;

  @BeforeAll
  void measure() throws Exception {
    Path file = Path.of("target", "costs.properties");
    Path log = Path.of("target", "costs.log");
    Files.deleteIfExists(file);
    var trial =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:-VMContinuations",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                CostTrial.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = trial.waitFor(300, TimeUnit.SECONDS);
    if (!ended) {
      trial.destroy();
    }
    assertThat(ended && trial.exitValue() == 0).as(() -> text(log)).isTrue();
    now = Costs.read(file);
    if (Boolean.getBoolean("stoa.costs.record")) {
      now.write(BASELINE);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void nothingCostsMoreThanItDid() {
    assertThat(now.against(Costs.read(BASELINE))).isEmpty();
  }

  @Test
  void aPageMadeAnewTakesFewStatements() {
    for (String when : List.of(".anew.statements", ".changed.statements")) {
      assertThat(now.above(3, "guest.", when)).isEmpty();
      assertThat(now.above(5, "member.", when)).isEmpty();
    }
  }

  @Test
  void aCopyTakesNoStatement() {
    assertThat(now.above(0, "", ".copy.statements")).isEmpty();
  }

  @Test
  void aPageMakesFewObjects() {
    assertThat(now.above(60 << 10, "", ".copy.allocated")).isEmpty();
    assertThat(now.above(1 << 20, "", ".anew.allocated")).isEmpty();
  }

  @Test
  void growthIsNamedWithItsBaselineAndShrinkingAsksToBeRecorded() {
    var baseline =
        costs(Map.of("grown", 100L, "same", 100L, "shrunk", 100L, "gone", 1L, "none", 0L));
    var measured = costs(Map.of("grown", 111L, "same", 110L, "shrunk", 69L, "new", 1L, "none", 1L));
    assertThat(measured.against(baseline))
        .hasSize(5)
        .anyMatch(line -> line.startsWith("grown has grown from 100 to 111 (+11 %)"))
        .anyMatch(line -> line.startsWith("none has grown from 0 to 1"))
        .anyMatch(line -> line.startsWith("shrunk has shrunk from 100 to 69 (-31 %)"))
        .anyMatch(line -> line.startsWith("new is 1 and has no baseline"))
        .anyMatch(line -> line.startsWith("gone has a baseline and is not measured"))
        .allMatch(line -> line.contains(Costs.RECORD));
  }

  private static Costs costs(Map<String, Long> figures) {
    return new Costs(new TreeMap<>(figures));
  }
}
