package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.markup.Markup;

final class QuoteTest {
  private static final Markup MARKUP = new Markup();

  private static String html(String source) {
    return MARKUP.render(source, "p1-").strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    if (x)\n        y();\n\nend",
        "\tcode\n\n\tmore\n",
        "1. step\n\n   ```\n   x\n   ```\n2. next",
        "\n \n    code after blank lines\n",
        "text\n\n\tcode",
        "```make\nall:\n\tcc x.c\n\n\t\tdeeper\n```\n\n\tcode",
        "~~~\n```\n\ta\n~~~~\n\n\tcode",
        "- a\n\n\tb\n\n\t\tcode",
        "-\ta\n\n\tb\n\n\t\t code",
        "1.\ta\n\t- b\n\t\t- c\n2.\td",
        "> said\n> > deeper\n\nmine",
        ">\t\tcode\n>\n>\ttext",
        "> lazy\ngoes on",
        "Title\n=====\n\n# Other\n---\ntext  \nbroken",
        "|a|b|\n|-|-|\n|1|\t2|",
        "`code\nover lines` and **bold\nover lines**",
        "[x]\n\n[x]: https://example.org",
        "- [x] done\n- [ ] open",
        "```\nnever closed\n\n\tx",
        "a\u2028b\u000bc"
      })
  void aQuotationIsTheTextWithinAQuotation(String source) {
    String quoted = Quote.of("ann", source, 16_000) + "my answer";
    assertThat(html(quoted))
        .isEqualTo(
            "<blockquote>\n<p><strong>ann</strong></p>\n"
                + html(source)
                + "\n</blockquote>\n<p>my answer</p>");
    assertThat(html(Quote.of(null, source, 16_000)))
        .isEqualTo("<blockquote>\n" + html(source) + "\n</blockquote>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\tcode\n\n\tmore\n\t\tdeeper",
        "1. step\n\n   ```\n   \tx\n   ```\n2. next",
        "- a\n  ```\n\tx\n  ```\n- b"
      })
  void aTabWithinCodeMayBecomeSpaces(String source) {
    assertThat(html(Quote.of(null, source, 16_000)))
        .isEqualToNormalizingWhitespace("<blockquote>\n" + html(source) + "\n</blockquote>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "_ann_",
        "a_b",
        "__init__",
        "_a-_b.",
        "李白",
        "a*b*",
        "[a](b)",
        "a`b`",
        "<b>",
        "&amp;"
      })
  void theNameOverAQuotationIsShownAsItIs(String name) {
    var page = Jsoup.parseBodyFragment(html(Quote.of(name, "text", 100)));
    assertThat(page.select("blockquote > p > strong").text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n", "\n", "\t-", "\t\t\tx\n", "long text ", "𠮷"})
  void aQuotationLeavesRoomForTheAnswer(String part) {
    String quoted = Quote.of("ann", "x" + part.repeat(1_000), 500);
    assertThat(quoted.length()).isLessThanOrEqualTo(500 + "\n\n".length());
    assertThat(quoted.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }

  @Test
  void whatIsCutSaysSo() {
    assertThat(Quote.of(null, "one two three", 10)).isEqualTo("> one two…\n\n");
    assertThat(Quote.of(null, "one\n\ntwo three", 10)).isEqualTo("> one\n>\n>…\n\n");
    assertThat(Quote.of(null, "one", 10)).isEqualTo("> one\n\n");
  }
}
