package stoa.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stoa.support.Alone;

@Alone
final class MarkupTest {
  private final Markup markup = new Markup();

  private String html(String source) {
    return markup.render(source, "p1-").strip();
  }

  @Test
  void markdownBecomesHtml() {
    assertThat(html("a\nb")).isEqualTo("<p>a<br />\nb</p>");
    assertThat(html("~~x~~ **y** *z* `c`"))
        .isEqualTo("<p><del>x</del> <strong>y</strong> <em>z</em> <code>c</code></p>");
    assertThat(html("# T")).isEqualTo("<h3>T</h3>");
    assertThat(html("- [x] done\n- [ ] open")).contains("☑ done").contains("☐ open");
    assertThat(html("|a|\n|-|\n|1|")).contains("<table>").contains("<td>1</td>");
    assertThat(html("www.example.org"))
        .contains("href=\"http://www.example.org\"")
        .contains("rel=\"nofollow ugc noopener\"");
    assertThat(html("```java\nint x;\n```")).contains("<code class=\"language-java\">int x;");
  }

  @Test
  void htmlInTheSourceIsText() {
    assertThat(html("<b>x</b>")).isEqualTo("<p>&lt;b&gt;x&lt;/b&gt;</p>");
  }

  @Test
  void anImageIsALinkSoThatNoOtherSiteIsAsked() {
    assertThat(html("![a cat](https://e.org/c.png)"))
        .contains("<a class=\"image\" href=\"https://e.org/c.png\"")
        .contains(">a cat</a>")
        .doesNotContain("<img");
  }

  @Test
  void footnotesOfTwoPostsNeverShareAnId() {
    String one = markup.render("x[^a]\n\n[^a]: n", "p1-");
    String two = markup.render("x[^a]\n\n[^a]: n", "p2-");
    assertThat(one).contains("id=\"p1-fn-a\"").contains("href=\"#p1-fn-a\"");
    assertThat(two).contains("id=\"p2-fn-a\"").doesNotContain("p1-");
  }

  @Test
  void whatIsCleanStaysAsItIs() {
    for (String source :
        List.of("**a** [b](http://c.org) `d`", "|a|\n|-|\n|1|", "> q\n\n- l", "x[^1]\n\n[^1]: y")) {
      String once = Sanitizer.clean(html(source));
      assertThat(Sanitizer.clean(once)).isEqualTo(once);
    }
  }

  @Test
  void hostileTextsAreShownAndTakeLittleTime() {
    var hostile =
        List.of(
            ">".repeat(30_000) + "x",
            "[".repeat(30_000),
            "![".repeat(15_000),
            "*a **a ".repeat(4_500),
            "`".repeat(30_000),
            "_".repeat(30_000),
            "a](".repeat(10_000),
            "<!--".repeat(7_500),
            "* ".repeat(15_000),
            "|a".repeat(400) + "\n" + "|-".repeat(400) + "\n" + "|b\n".repeat(9_000),
            "[a]: " + "x".repeat(15_000) + "\n\n" + "[a]\n\n".repeat(3_000),
            "&".repeat(30_000),
            ("*a **b ~~c ".repeat(180) + "\n\n").repeat(15),
            ("**（a）**".repeat(240) + "\n\n").repeat(15),
            "https://a。".repeat(3_000),
            "http://a(".repeat(3_000),
            "**http://a.b/c中".repeat(900),
            "a@b.c ".repeat(5_000),
            "1. ".repeat(10_000));
    for (String source : hostile) {
      long begun = System.nanoTime();
      String html = markup.render(source, "p1-");
      assertThat((System.nanoTime() - begun) / 1_000_000)
          .as(source.substring(0, 6))
          .isLessThan(2_000);
      assertThat(html.length()).as(source.substring(0, 6)).isLessThan(2_000_000);
      assertThat(Jsoup.parse(html).text()).as(source.substring(0, 6)).isNotBlank();
    }
  }

  @Test
  void noCharacterReferenceTurnsTheTextAroundIt() {
    String source = "a&#8238;b&#x2066; [c](https://e.org/&#8238;d \"t&#x202A;\") `&#8238;`";
    assertThat(html(source))
        .contains("href=\"https://e.org/d\" title=\"t\"")
        .contains("<code>&amp;#8238;</code>")
        .doesNotContainPattern("[\u202A-\u202E\u2066-\u2069]|&#x20[26]");
    assertThat(Markup.plain(source, 100)).startsWith("ab ").doesNotContain("\u202E");
  }

  /** It is what its page shows, and no more than was asked for. */
  @Test
  void theExtractOfAHostileTextIsTheTextItself() {
    assertThat(Markup.plain("[<b>\n\n".repeat(2_000) + "]:", 9)).isEqualTo("[<b> [<b>…");
  }

  @Test
  void anExtractIsPlainAndShort() {
    assertThat(Markup.plain("# Title\n\nSome **bold** text", 100))
        .isEqualTo("Title: Some bold text");
    assertThat(Markup.plain("汉字".repeat(100), 10)).hasSize(11).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource({
    "Hello World!, hello-world",
    "诗与远方：2026, 诗与远方-2026",
    "don't, dont",
    "ＡＢＣ, abc",
    "'???', topic",
    "Ünïcode Naïve, ünïcode-naïve",
    "a/../b, a-b"
  })
  void aSlugKeepsLettersOfEveryScript(String title, String slug) {
    assertThat(Slug.of(title)).isEqualTo(slug);
  }

  @Test
  void aSlugIsBounded() {
    assertThat(Slug.of("汉".repeat(500)).codePointCount(0, Slug.of("汉".repeat(500)).length()))
        .isLessThanOrEqualTo(81);
  }
}
