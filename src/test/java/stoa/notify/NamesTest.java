package stoa.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static List<String> longest(String source) {
    return Names.mentioned(source).stream().map(List::getFirst).toList();
  }

  @Test
  void namesAreCalledInOnesOwnWordsOnly() {
    assertThat(longest("Hello @Sappho, and @alcaeus!")).containsExactly("sappho", "alcaeus");
    assertThat(longest("> @sappho said it\n\nmine")).isEmpty();
    assertThat(longest("```\n@sappho\n```\nand `@alcaeus`")).isEmpty();
    assertThat(longest("mail me: a@example.org, see https://x.org/@sappho")).isEmpty();
  }

  @Test
  void inChineseAnyBeginningMayBeTheName() {
    assertThat(Names.mentioned("谢谢@李白的诗").getFirst()).contains("李白", "李白的诗");
  }

  @Test
  void fullWidthIsFolded() {
    assertThat(longest("@ＳＡＰＰＨＯ")).containsExactly("sappho");
  }

  @Test
  void elevenNamesAreAnAdvertisement() {
    var all = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      all.append("@member").append(i).append(' ');
    }
    assertThat(Names.mentioned(all.toString())).hasSize(10);
  }

  @Test
  void quotationsNameWhomTheyQuote() {
    assertThat(Names.quoted("> **Sappho**\n>\n> Some say\n\nI say")).isEqualTo(Set.of("sappho"));
  }
}
