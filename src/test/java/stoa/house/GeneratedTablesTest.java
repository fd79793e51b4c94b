package stoa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stoa.support.GenerateTables;
import stoa.support.TestDatabase;

final class GeneratedTablesTest {
  @TempDir private Path folder;

  @Test
  void theCommittedTablesAreThoseOfTheMigrations() throws Exception {
    try (var connection = TestDatabase.connect(TestDatabase.fresh())) {
      GenerateTables.generate(connection, folder);
    }
    assertThat(files(folder)).isEqualTo(files(Path.of("src/jooq/java")));
  }

  private static Map<String, String> files(Path root) throws IOException {
    var files = new TreeMap<String, String>();
    try (var all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString(), read(file)));
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
