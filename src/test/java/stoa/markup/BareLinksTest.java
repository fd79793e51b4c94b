package stoa.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BareLinksTest {
  private final Markup markup = new Markup();

  private List<Element> links(String source) {
    return Jsoup.parse(markup.render(source, "p1-")).select("a[href]");
  }

  private static String url(Element link) {
    return link.attr("href").replace("%2a", "*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "链接 https://example.com/a。然后 | https://example.com/a",
        "见 https://example.com/a?b=1，谢谢 | https://example.com/a?b=1",
        "访问 https://example.com/docs（中文说明）了解 | https://example.com/docs",
        "「https://example.com/」和“https://example.com/b” | https://example.com/ https://example.com/b",
        "https://example.com！www.example.org、好 | https://example.com http://www.example.org",
        "https://zh.wikipedia.org/wiki/中国 end | https://zh.wikipedia.org/wiki/中国",
        "https://ja.wikipedia.org/wiki/ジョン・レノン | https://ja.wikipedia.org/wiki/ジョン・レノン",
        "https://zh.wikipedia.org/wiki/列夫·托尔斯泰 | https://zh.wikipedia.org/wiki/列夫·托尔斯泰",
        "(https://example.org/x), https://example.org/y. | https://example.org/x https://example.org/y",
        "https://example.com/a——这是 | https://example.com/a",
        "https://example.com/a……这是 | https://example.com/a",
        "访问https://example.com吧 | https://example.com",
        "https://例子.中国/路 | https://例子.中国/路",
        "请联系foo@example.com联系 | mailto:foo@example.com",
        "'邮箱：foo_bar@example.com，谢谢' | mailto:foo_bar@example.com",
        "'http:// www. @ https://。' | "
      })
  void anAddressEndsWhereChineseGoesOn(String source, String urls) {
    assertThat(links(source).stream().map(BareLinksTest::url).toList())
        .containsExactly(urls == null ? new String[0] : urls.split(" "));
  }

  @Test
  void aCopiedZeroWidthSpaceIsNoPartOfIt() {
    assertThat(url(links("https://example.com/a\u200b后").getFirst()))
        .isEqualTo("https://example.com/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/_foo_/bar",
        "https://en.wikipedia.org/wiki/_Markdown_x",
        "https://example.com/__init__.py",
        "https://example.com/a*b*c",
        "https://example.com/a~~b~~c",
        "https://www.newegg.com/Product.aspx?Item=N82&cm_re=m65-_-26-816-054-_-Product",
        "https://example.com/this_is_fine"
      })
  void anAddressKeepsItsMarks(String url) {
    var links = links("see " + url + " and *" + url + "* more");
    assertThat(links).hasSize(2);
    assertThat(links).allSatisfy(link -> assertThat(url(link)).isEqualTo(url));
    assertThat(links).allSatisfy(link -> assertThat(link.text()).isEqualTo(url));
    assertThat(links.getLast().parent().normalName()).isEqualTo("em");
  }

  @Test
  void twoAddressesWithAMarkEachAreTwo() {
    assertThat(links("https://example.com/x*y and https://example.com/z*w"))
        .extracting(Element::text)
        .containsExactly("https://example.com/x*y", "https://example.com/z*w");
  }

  @ParameterizedTest
  @CsvSource({
    "*https://example.com/a*, em",
    "**https://example.com/a.**, strong",
    "~~https://example.com/a~~, del",
    "**https://example.com/a**后面, strong",
    "见**https://example.com/a**。, strong",
    "_www.example.com_, em",
    "**foo@example.com**, strong"
  })
  void marksAroundAnAddressAreAroundTheLink(String source, String tag) {
    var links = links(source);
    assertThat(links).hasSize(1);
    assertThat(links.getFirst().parent().normalName()).isEqualTo(tag);
    assertThat(links.getFirst().text()).doesNotContain("*").doesNotContain("后").doesNotEndWith(".");
  }

  @Test
  void anAddressWithinALinkIsItsText() {
    var links = links("[see https://example.com/_a_](https://example.org/)");
    assertThat(links).hasSize(1);
    assertThat(url(links.getFirst())).isEqualTo("https://example.org/");
  }

  @Test
  void emphasisBesideAMailboxIsNoPartOfIt() {
    String html = markup.render("**重要**foo@example.com", "p1-");
    assertThat(html).contains("<strong>重要</strong><a href=\"mailto:foo&#64;example.com\"");
  }
}
