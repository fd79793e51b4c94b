package stoa.tools.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.base.StartFault;

/** Imports that are cut off anywhere and run again. */
final class ImportResumeTest {
  @TempDir private Path folder;
  private SmallDump dump;

  @BeforeEach
  void write() {
    dump = SmallDump.whole(folder);
  }

  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Lets so many statements through and none after them. */
  private static final class CutAfter implements ExecuteListener {
    private static final long serialVersionUID = 1L;
    private final AtomicInteger left;

    CutAfter(int statements) {
      left = new AtomicInteger(statements);
    }

    @Override
    public void executeStart(ExecuteContext context) {
      if (left.decrementAndGet() < 0) {
        throw new Cut();
      }
    }
  }

  private List<String> clean() throws IOException {
    try (var trial = new ImportTrial(folder)) {
      trial.run(dump);
      return trial.everything();
    }
  }

  // Coprime, so that the cuts meet every kind of statement; with fewer a transaction never ends.
  @ParameterizedTest
  @ValueSource(ints = {28, 29, 31, 37, 41, 47})
  void cutAgainAndAgainItEndsAsACleanOne(int statements) throws IOException {
    try (var trial = new ImportTrial(folder)) {
      int cuts = 0;
      while (!ended(trial, statements)) {
        cuts++;
        assertThat(cuts).as("it must come forward").isLessThan(100);
      }
      assertThat(cuts).isPositive();
      assertThat(trial.everything()).isEqualTo(clean());
    }
  }

  private boolean ended(ImportTrial trial, int statements) throws IOException {
    try {
      trial.run(dump, new CutAfter(statements));
      return true;
    } catch (Cut e) {
      return false;
    }
  }

  @Test
  void anotherDumpWaitsForTheFirstOnesEnd() throws IOException {
    try (var trial = new ImportTrial(folder)) {
      assertThat(ended(trial, 20)).isFalse();
      assertThatThrownBy(() -> trial.run(SmallDump.whole(folder, "other-meta")))
          .isInstanceOf(StartFault.class)
          .hasMessageContaining("the import of small-meta is not finished");
    }
  }
}
