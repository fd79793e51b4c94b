package stoa.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmphasesTest {
  private final Markup markup = new Markup();

  private static final String ALPHABET = "***___ab .(-[]\n`";

  private String html(String source) {
    return markup.render(source, "p1-").strip();
  }

  /** As a browser holds it. */
  private String shown(String source) {
    return org.jsoup.parser.Parser.unescapeEntities(html(source), false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**注意：**请先备份。 | <strong>注意：</strong>请先备份。",
        "这是**“重点”**内容 | 这是<strong>“重点”</strong>内容",
        "**真。**她 | <strong>真。</strong>她",
        "**（备注）**后续 | <strong>（备注）</strong>后续",
        "*斜体（带括号）。*这句子 | <em>斜体（带括号）。</em>这句子",
        "~~删除（括号）。~~这个 | <del>删除（括号）。</del>这个",
        "日本語**「強調」**です。 | 日本語<strong>「強調」</strong>です。",
        "한국어**(강조)**입니다 | 한국어<strong>(강조)</strong>입니다",
        "请看**[链接](/x)**和 | 请看<strong><a href=\"/x\" rel=\"nofollow ugc noopener\">链接</a></strong>和",
        "用**`code`**的 | 用<strong><code>code</code></strong>的",
        "𠮷**（𠮷）**𠮷 | 𠮷<strong>（𠮷）</strong>𠮷"
      })
  void emphasisNeedsNoSpaceBesideChinesePunctuation(String source, String wanted) {
    assertThat(shown(source)).isEqualTo("<p>" + wanted + "</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a**bold**b and 5 ** 6 ** 7 | a<strong>bold</strong>b and 5 ** 6 ** 7",
        "snake_case_name | snake_case_name",
        "`**注意：**请` | <code>**注意：**请</code>",
        "'\\*\\*注意：\\*\\*请' | **注意：**请",
        "** 注意 **请 | ** 注意 **请",
        "***a** b* | <em><strong>a</strong> b</em>"
      })
  void textThatIsNoEmphasisStays(String source, String wanted) {
    assertThat(shown(source)).isEqualTo("<p>" + wanted + "</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "大约3~5天，价格100~200元 | 大约3~5天，价格100~200元",
        "'age(1~3), height(80~100)' | 'age(1~3), height(80~100)'",
        "大约~12万和~510万 | 大约~12万和~510万",
        "喵~你好呀~ | 喵~你好呀~",
        "~~gone~~ stays | <del>gone</del> stays",
        "~~25~30~~ | <del>25~30</del>",
        "a ~~~three~~~ b | a ~~~three~~~ b",
        "~~*x*~~ *~~y~~* | <del><em>x</em></del> <em><del>y</del></em>"
      })
  void onlyTwoTildesDelete(String source, String wanted) {
    assertThat(shown(source)).isEqualTo("<p>" + wanted + "</p>");
  }

  /** The parser's own reading is the standard where no CJK is. */
  @Test
  void latinTextIsReadAsTheStandardReadsIt() {
    var parser = Parser.builder().build();
    var renderer = HtmlRenderer.builder().softbreak("<br>\n").build();
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      var source = new StringBuilder("x");
      for (int n = random.nextInt(24); n >= 0; n--) {
        source.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String text = source.toString().replaceAll("\n[\n -]*", "\n");
      String standard = Sanitizer.clean(renderer.render(parser.parse(text)));
      assertThat(html(text)).as(text).isEqualTo(standard.strip());
    }
  }

  @Test
  void deepEmphasisEndsWhereNobodyMeansIt() {
    String html = html("*a ".repeat(300) + "a* ".repeat(300));
    assertThat(html.split("<em>", -1)).hasSizeLessThanOrEqualTo(102);
    assertThat(html).contains("<em>");
  }
}
