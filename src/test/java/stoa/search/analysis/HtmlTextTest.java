package stoa.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class HtmlTextTest {
  private static final List<String> TEXTS =
      List.of(
          "word", "two words", " \n ", "\u00a0", "zero\u200bwidth", "soft\u00adbreak", "论坛，", "😀");
  private static final List<String> ENTITIES =
      List.of("&amp;lt;", "&lt;b&gt;", "&#64;", "&#x1f600;", "&#34;", "&#39;", "&#173;");
  private static final List<String> INLINE = List.of("strong", "em", "del", "code", "sup");

  private final Random random = new Random(3);

  private static String parsed(String html) {
    return Jsoup.parseBodyFragment(html).body().text();
  }

  @Test
  void whatOurRendererWritesIsReadWithoutAParser() {
    for (int i = 0; i < 3_000; i++) {
      String html = blocks(0);
      assertThat(HtmlText.of(html)).as(html).isEqualTo(parsed(html));
    }
  }

  @Test
  void whatIsOtherwiseIsLeftToTheParser() {
    for (String html :
        List.of(
            "<table><tr><td>a</td></tr></table>",
            "a < b",
            "&nbsp;x",
            "&copy;",
            "&#128;",
            "<p>a",
            "a</p>",
            "<em><p>a</p></em>",
            "<p title=\"a>b",
            "<P>a</P>")) {
      assertThat(HtmlText.of(html)).as(html).isNull();
      assertThat(PlainText.of(html)).isEqualTo(parsed(html));
    }
  }

  private String blocks(int depth) {
    var html = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      html.append(random.nextBoolean() ? "\n" : "")
          .append(block(random.nextInt(depth > 2 ? 4 : 6), depth));
    }
    return html.toString();
  }

  private String block(int kind, int depth) {
    return switch (kind) {
      case 0, 1 -> "<p>" + inline(0) + "</p>";
      case 2 -> "<pre><code class=\"language-x\">\n" + pick(TEXTS) + "  x\n</code></pre>";
      case 3 -> "<hr />" + pick(TEXTS);
      case 4 -> "<blockquote>\n" + blocks(depth + 1) + "</blockquote>";
      default -> "<ul>\n<li>" + inline(0) + "</li><li>" + blocks(depth + 1) + "</li></ul>";
    };
  }

  private String inline(int depth) {
    var html = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String name = pick(INLINE);
      html.append(
          switch (random.nextInt(depth > 2 ? 3 : 5)) {
            case 0 -> pick(TEXTS);
            case 1 -> pick(ENTITIES);
            case 2 -> "<br />";
            case 3 -> "<a href=\"x&gt;y\" title='>'>" + inline(depth + 1) + "</a>";
            default -> "<" + name + ">" + inline(depth + 1) + "</" + name + ">";
          });
    }
    return html.toString();
  }

  private String pick(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
