package stoa.base.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MessagesTest {
  private static final Pattern IN_TEMPLATES = Pattern.compile("\\bt\\(\"([a-zA-Z0-9.]+)\"(?! \\+)");
  private static final Pattern IN_CODE =
      Pattern.compile(
          "\"((?:account|admin|board|error|flash|form|kept|time|topic|words)\\.[a-zA-Z0-9.]+)\"");

  private final Messages messages = new Messages();

  @Test
  void bothBundlesHaveTheSameKeys() {
    assertThat(messages.keys(Locale.SIMPLIFIED_CHINESE)).isEqualTo(messages.keys(Locale.ENGLISH));
  }

  @Test
  void everyKeyThatPagesUseIsThere() throws IOException {
    var used = new TreeSet<String>();
    used.addAll(found(Path.of("templates"), IN_TEMPLATES));
    used.addAll(found(Path.of("src/main/java/stoa"), IN_CODE));
    assertThat(used).hasSizeGreaterThan(100);
    assertThat(messages.keys(Locale.ENGLISH)).containsAll(used);
  }

  @Test
  void everySentenceCanBeMadeInBothLanguages() {
    for (Locale locale : messages.languages()) {
      for (String key : messages.keys(locale)) {
        String text = messages.text(locale, key, List.of(2, 3, 4));
        assertThat(text).as(key).isNotBlank().doesNotContain("{").doesNotContain("''");
      }
    }
  }

  @Test
  void chineseIsChinese() {
    for (String key : messages.keys(Locale.SIMPLIFIED_CHINESE)) {
      assertThat(messages.text(Locale.SIMPLIFIED_CHINESE, key, List.of(2, 3, 4)))
          .as(key)
          .matches("(?s).*\\p{IsHan}.*|.*#2");
    }
  }

  @Test
  void pluralsFollowTheNumber() {
    assertThat(messages.text(Locale.ENGLISH, "topic.repliesCount", List.of(0)))
        .isEqualTo("No replies");
    assertThat(messages.text(Locale.ENGLISH, "topic.repliesCount", List.of(1)))
        .isEqualTo("One reply");
    assertThat(messages.text(Locale.ENGLISH, "topic.repliesCount", List.of(1234)))
        .isEqualTo("1,234 replies");
  }

  @Test
  void theBrowsersFirstLanguageThatWeSpeakIsTaken() {
    assertThat(messages.negotiate("fr, zh-TW;q=0.8, en;q=0.5", Locale.ENGLISH))
        .isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(messages.negotiate("de", Locale.ENGLISH)).isEqualTo(Locale.ENGLISH);
    assertThat(messages.negotiate(";;;q=", Locale.SIMPLIFIED_CHINESE))
        .isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(messages.negotiate(null, Locale.SIMPLIFIED_CHINESE))
        .isEqualTo(Locale.SIMPLIFIED_CHINESE);
  }

  private static Set<String> found(Path folder, Pattern pattern) throws IOException {
    var found = new TreeSet<String>();
    try (var files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("/config/"))
              .toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(match.group(1)));
      }
    }
    return found;
  }
}
