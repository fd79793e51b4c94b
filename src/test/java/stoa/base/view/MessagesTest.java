package stoa.base.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MessagesTest {
  private static final Pattern IN_TEMPLATES = Pattern.compile("\\bt\\(\"([a-zA-Z0-9.]+)\"(?! \\+)");
  private static final Pattern IN_CODE =
      Pattern.compile(
          "\"((?:account|admin|board|error|flash|form|groups|kept|members|mod|nav|notify|post|role|search|time|topic|words)\\.[a-zA-Z0-9.]*[a-zA-Z0-9])\"");

  private final Messages messages = new Messages();

  @Test
  void aBundleHasTheSameKeysInEachLanguage() {
    for (String name : MessageBundles.names()) {
      assertThat(MessageBundles.one(name, Locale.SIMPLIFIED_CHINESE).keySet())
          .as(name)
          .isEqualTo(MessageBundles.one(name, Locale.ENGLISH).keySet());
    }
  }

  @Test
  void everyFileOfMessagesIsNamedAndHasEachKeyOnce() throws IOException {
    var expected = new TreeSet<String>();
    for (String name : MessageBundles.names()) {
      messages.languages().forEach(locale -> expected.add(name + "_" + locale + ".properties"));
    }
    var there = new TreeSet<String>();
    for (Path file : files(Path.of("src/main/resources/messages"))) {
      if (file.toString().endsWith(".properties")) {
        there.add(file.getFileName().toString());
        assertThat(Files.readAllLines(file).stream().flatMap(MessagesTest::key))
            .as(file.toString())
            .doesNotHaveDuplicates();
      }
    }
    assertThat(there).isEqualTo(expected);
  }

  private static Stream<String> key(String line) {
    int end = line.indexOf('=');
    return line.startsWith("#") || end < 0
        ? Stream.empty()
        : Stream.of(line.substring(0, end).strip());
  }

  @Test
  void aKeyInTwoBundlesEndsTheStart() {
    var bundles = Map.of("board", Map.of("nav.skip", "Skip"), "web", Map.of("nav.skip", "Skip"));
    assertThatThrownBy(() -> MessageBundles.together(bundles))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nav.skip");
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
  void chineseIsPoliteAndHasItsOwnPunctuation() {
    for (String key : messages.keys(Locale.SIMPLIFIED_CHINESE)) {
      assertThat(messages.text(Locale.SIMPLIFIED_CHINESE, key, List.of(2, 3, 4)))
          .as(key)
          .doesNotContain("你")
          .doesNotContainPattern("\\p{IsHan}[,;:?!(]|[,;?!)]\\p{IsHan}");
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
    for (Path file : files(folder)) {
      if (!file.toString().contains("/config/")) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(match.group(1)));
      }
    }
    return found;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
