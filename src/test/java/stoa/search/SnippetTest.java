package stoa.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import stoa.base.text.CharacterFolds;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.query.QueryParser;

class SnippetTest {
  private final ForumAnalyzer analyzer = new ForumAnalyzer(CharacterFolds.load());
  private final QueryParser parser = new QueryParser(analyzer);
  private final Snippet snippet = new Snippet(analyzer);

  private Set<String> terms(String line) {
    return parser.parse(line).terms();
  }

  private String marked(String line, String text) {
    return Highlight.html(snippet.of(text, terms(line)));
  }

  @Test
  void whatWasFoundIsMarkedAsItIsWritten() {
    assertThat(marked("email", "an e-mail")).isEqualTo("an <mark>e-mail</mark>");
    assertThat(marked("e-mail", "E‑Mails, emails"))
        .isEqualTo("<mark>E‑Mails</mark>, <mark>emails</mark>");
    assertThat(marked("v3.2", "at v3.2!")).isEqualTo("at v<mark>3</mark>.<mark>2</mark>!");
    assertThat(marked("👍", "ok👍🏿，好")).isEqualTo("ok<mark>👍🏿</mark>，好");
    assertThat(marked("❤", "I ❤️ it")).isEqualTo("I <mark>❤️</mark> it");
    assertThat(marked("🇫🇷 🤷", "🇩🇪🇫🇷 🤷🏿‍♂️"))
        .isEqualTo("🇩🇪<mark>🇫🇷</mark> <mark>🤷🏿‍♂️</mark>");
  }

  @Test
  void thePieceIsThatWhichHasMostOfTheTerms() {
    String far = "nothing ".repeat(60);
    String text = "elm elm elm " + far + "oak and elm " + far + "oak oak " + "哈".repeat(2_000);
    assertThat(marked("oak elm", text))
        .startsWith("… ")
        .contains("<mark>oak</mark> and <mark>elm</mark>")
        .endsWith(" …");
    assertThat(marked("哈哈", text)).contains("<mark>哈哈");
    assertThat(marked("ash", text)).startsWith("elm elm elm nothing");
  }
}
