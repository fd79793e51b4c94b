package stoa.notify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.markup.Markup;

final class MentionedNamesTest {
  private static final Markup MARKUP = new Markup();

  private static List<List<String>> mentioned(String source) {
    return MentionedNames.mentioned(MARKUP.render(source, "p1-"));
  }

  private static List<String> longest(String source) {
    return mentioned(source).stream().map(List::getFirst).toList();
  }

  private static Set<String> quoted(String source) {
    return MentionedNames.quoted(MARKUP.render(source, "p1-"));
  }

  @Test
  void namesAreCalledInOnesOwnWords() {
    assertThat(longest("Hello @Sappho, and @alcaeus!")).containsExactly("sappho", "alcaeus");
    assertThat(longest("# @sappho\n\n- **@alcaeus**\n\n|a|\n|-|\n|@solon|"))
        .containsExactly("sappho", "alcaeus", "solon");
    assertThat(longest("(@sappho) \"@alcaeus\"\n@solon's"))
        .containsExactly("sappho", "alcaeus", "solon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\n@sappho\n```",
        "~~~\n@sappho\n~~~",
        "````\n```\n@sappho\n```\n````",
        "text\n\n    @sappho\n\nend",
        "text\n\n\t@sappho",
        "1. step\n\n    ```java\n    @sappho\n    ```\n",
        "- a\n\n      @sappho",
        "`@sappho`",
        "`code over\n@sappho lines` end",
        "``a ` @sappho``"
      })
  void codeOfAnyKindCallsNobody(String source) {
    assertThat(mentioned(source)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail me: a@example.org",
        "https://x.org/@sappho",
        "https://x.org/?u=@sappho",
        "<https://x.org/?u=@sappho>",
        "[ask @sappho](https://x.org)",
        "[x](https://x.org \"@sappho\")",
        "![@sappho](https://x.org/a.png)",
        "x.@sappho",
        "@@sappho",
        "> @sappho said it\n\nmine",
        "- > @sappho said it",
        "text\n> @sappho\nlazily @alcaeus"
      })
  void addressesLinksAndQuotationsCallNobody(String source) {
    assertThat(mentioned(source)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "@_under_, _under_",
    "**@_under_**, _under_",
    "*@_under_* x, _under_",
    "@__init__ x, __init__",
    "@a_b_c, a_b_c",
    "@a_b and @_c_, a_b",
    "_hello @sappho_, sappho",
    "_@sappho_, sappho",
    "__@sappho__, sappho",
    "@sap-pho, sap-pho",
    "@sap.pho., sap.pho.",
    "@ＳＡＰＰＨＯ, sappho",
    "@𠮷野家, 𠮷野家",
    "请@sappho, sappho"
  })
  void aNameIsReadAsItIsShown(String source, String name) {
    assertThat(longest(source).getFirst()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"bobsled, bob", "bob2, bob", "bob_x, bob", "bob.x, bob", "bob-x, bob"})
  void aLongerNameDoesNotMeanAShorterOne(String longer, String shorter) {
    assertThat(mentioned("hi @" + longer + " there")).containsExactly(List.of(longer));
    assertThat(longer).startsWith(shorter);
  }

  @ParameterizedTest
  @CsvSource({
    "谢谢@李白的诗, 李白",
    "谢谢@李白的诗, 李白的诗",
    "请@bob看一下, bob",
    "@bob_看, bob",
    "@李白ok, 李白",
    "@𠮷野さん, 𠮷野",
    "@철수님, 철수",
    "@bob., bob",
    "@bob.看, bob",
    "@bob...well, bob",
    "@bob--well, bob",
    "@bob_, bob",
    "@bob_, bob_"
  })
  void aNameMayEndWhereAWordMay(String source, String name) {
    assertThat(mentioned(source).getFirst()).contains(name);
  }

  @Test
  void aNameDoesNotEndBeforeTheMarkOfItsLetter() {
    assertThat(mentioned("@บีที่").getFirst()).contains("บีที่", "บี").doesNotContain("บีท");
  }

  @Test
  void theLongestNameComesFirst() {
    assertThat(mentioned("@李白的诗").getFirst()).containsExactly("李白的诗", "李白的", "李白");
    assertThat(mentioned("@bob_.").getFirst()).containsExactly("bob_.", "bob_", "bob");
  }

  @Test
  void elevenNamesAreAnAdvertisement() {
    var all = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      all.append("@member").append(i).append(' ');
    }
    assertThat(mentioned(all.toString())).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "@_", "@a", "@a ", "@_a_", "@𠮷", " @.", "@a\n\n", "@看"})
  @Timeout(value = 10, unit = SECONDS)
  void hostileTextsTakeLittleTime(String part) {
    String text = part.repeat(300_000 / part.length());
    assertThat(MentionedNames.mentioned("<p>" + text + "</p>").size()).isLessThanOrEqualTo(10);
    assertThat(mentioned(text.substring(0, 32_000)).size()).isLessThanOrEqualTo(10);
    assertThat(MentionedNames.quoted("<blockquote><p><strong>" + text).size())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void quotationsNameWhomTheyQuote() {
    assertThat(quoted("> **Sappho**\n>\n> Some say\n\nI say\n\n> **Alcaeus**\n> Others"))
        .isEqualTo(Set.of("sappho", "alcaeus"));
    assertThat(quoted("> **\\_under\\_**\n>\n> Some say")).isEqualTo(Set.of("_under_"));
  }

  @Test
  void onlyTheHeadOfAQuotationNamesSomebody() {
    assertThat(quoted("> Some say\n>\n> **Sappho**\n>\n> > **Alcaeus**\n> > x")).isEmpty();
    assertThat(quoted("> **Sappho** said\n>\n> x")).isEmpty();
    assertThat(quoted("```\n> **Sappho**\n```")).isEmpty();
  }
}
