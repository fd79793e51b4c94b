package stoa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemplatesTest {
  private static final int LONGEST = 140;

  @Test
  void noLineIsLongerThanAWindowIsWide() throws IOException {
    try (var files = Files.walk(Path.of("templates"))) {
      var templates = files.filter(file -> file.toString().endsWith(".peb")).toList();
      assertThat(templates).isNotEmpty().flatMap(TemplatesTest::tooLong).isEmpty();
    }
  }

  private static List<String> tooLong(Path template) {
    try (var lines = Files.lines(template)) {
      return lines
          .filter(line -> line.length() > LONGEST)
          .map(line -> template + ": " + line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
