package stoa.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiteralNamesTest {
  private final Markup markup = new Markup();

  private String html(String source) {
    String html = markup.render(source, "p1-").strip();
    return Jsoup.parseBodyFragment(html).select("p").html();
  }

  @ParameterizedTest
  @CsvSource({
    "hello @_under_ there, hello @_under_ there",
    "@__init__ and __bold__, @__init__ and <strong>bold</strong>",
    "**@_under_**, <strong>@_under_</strong>",
    "_hello @ann_, <em>hello @ann</em>",
    "__hello @ann__, <strong>hello @ann</strong>",
    "_@ann_ _x_, <em>@ann</em> <em>x</em>",
    "_hello @_ann__, <em>hello @_ann_</em>",
    "@_ann says _x_, @_ann says <em>x</em>",
    "@a_b_c _x_, @a_b_c <em>x</em>",
    "@_𠮷_ x, @_𠮷_ x",
    "\\@_x_, @<em>x</em>",
    "@_, @_"
  })
  void underscoresOfANameAreItsOwn(String source, String shown) {
    assertThat(html(source)).isEqualTo(shown);
  }
}
