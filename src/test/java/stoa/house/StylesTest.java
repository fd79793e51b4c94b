package stoa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Templates and the stylesheet know each other's classes. */
final class StylesTest {
  /** Made of a name and what a template or a function puts behind it. */
  private static final Pattern MADE = Pattern.compile("(hue|depth)-[0-9]|sign-(pin|solved|lock)");

  private static final Pattern ATTRIBUTE =
      Pattern.compile("class=\"((?:\\{\\{.*?\\}\\}|\\{%.*?%\\}|[^\"{])*)\"", Pattern.DOTALL);

  private static final Pattern TAG_OF_PEBBLE = Pattern.compile("\\{%.*?%\\}", Pattern.DOTALL);

  /** With what stands before and after it: only a part of a name is known. */
  private static final Pattern NAME_OF_PEBBLE =
      Pattern.compile("\\S*\\{\\{.*?\\}\\}\\S*", Pattern.DOTALL);

  private static final Pattern SELECTOR = Pattern.compile("([^{}]*)\\{[^{}]*\\}");
  private static final Pattern CLASS = Pattern.compile("\\.([a-z][a-z0-9-]*)");

  @Test
  void everyClassHasARuleAndEveryRuleAUser() throws IOException {
    Set<String> styled = styled();
    Set<String> used = used();
    assertThat(used).as("classes without a rule").isSubsetOf(styled);
    String java = texts(Path.of("src/main/java"), ".java");
    var idle = new TreeSet<>(styled);
    idle.removeAll(used);
    idle.removeIf(name ->
        MADE.matcher(name).matches()
            || Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(java).find());
    assertThat(idle).as("rules without a class").isEmpty();
  }

  private static Set<String> styled() throws IOException {
    String css =
        Files.readString(Path.of("src/main/resources/assets/stoa.css"))
            .replaceAll("(?s)/\\*.*?\\*/", "");
    return SELECTOR
        .matcher(css)
        .results()
        .flatMap(rule -> CLASS.matcher(rule.group(1)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> used() throws IOException {
    return ATTRIBUTE
        .matcher(texts(Path.of("templates"), ".peb"))
        .results()
        .map(found -> TAG_OF_PEBBLE.matcher(found.group(1)).replaceAll(" "))
        .map(names -> NAME_OF_PEBBLE.matcher(names).replaceAll(" ").strip())
        .filter(names -> !names.isEmpty())
        .flatMap(names -> java.util.Arrays.stream(names.split("\\s+")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String texts(Path folder, String ending) throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(ending)).sorted().toList()) {
        all.append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }
}
