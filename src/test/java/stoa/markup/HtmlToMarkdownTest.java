package stoa.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlToMarkdownTest {
  private final Markup markup = new Markup();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>one</p><p>two <em>three</em> <strong>four</strong></p>",
        "<p>1. not a list</p><p>- nor this</p><p># nor a heading</p><p>&gt; no quote</p>",
        "<p>stars * and _ and `ticks` and [brackets](x) and &lt;b&gt; and &amp;amp;</p>",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ul><li>another list</li></ul>",
        "<ol start=\"3\"><li>three</li><li>four</li></ol>",
        "<blockquote><p>q</p><blockquote><p>qq</p></blockquote></blockquote>",
        "<pre><code>if (a &lt; b) {\n  ``` ticks\n}\n</code></pre>",
        "<p><a href=\"http://e.org/a_(b)\">link</a> and <a href=\"http://e.org\">http://e.org</a></p>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1 | 2</td><td>3</td></tr></table>",
        "<h2>Head</h2><p>x<br>y</p><hr><p><code>a `b` c</code></p>",
        "<p>snake_case_name stays</p><p>中文，**星号**</p>"
      })
  void renderedAgainItShowsTheSameText(String html) {
    String shown = markup.render(HtmlToMarkdown.of(html), "p1-");
    assertThat(text(shown)).isEqualTo(text(html));
  }

  @Test
  void structureIsKept() {
    assertThat(
            HtmlToMarkdown.of(
                "<p>a <strong>b</strong></p><pre class=\"lang-java\"><code>x\n</code></pre>"))
        .isEqualTo("a **b**\n\n```java\nx\n```");
    assertThat(HtmlToMarkdown.ofComment("see <a> &amp; `x`")).isEqualTo("see <a> & `x`");
  }

  @Test
  void tenThousandLevelsAreNoObstacle() {
    String deep =
        "<div>".repeat(10_000) + "x" + "</div>".repeat(10_000) + "<b>".repeat(10_000) + "y";
    assertThat(HtmlToMarkdown.of(deep)).contains("x").contains("y");
  }

  private static String text(String html) {
    return Jsoup.parse(html).text().replaceAll("\\s+", "");
  }
}
