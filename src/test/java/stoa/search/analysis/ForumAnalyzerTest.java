package stoa.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stoa.base.text.CharacterFolds;

class ForumAnalyzerTest {
  private final ForumAnalyzer analyzer = new ForumAnalyzer(CharacterFolds.load());

  private List<String> order(String text) {
    return analyzer.tokens(text).stream().filter(Token::inOrder).map(Token::term).toList();
  }

  private List<String> singles(String text) {
    return analyzer.tokens(text).stream().filter(Token::single).map(Token::term).toList();
  }

  @Test
  void englishIsStemmed() {
    assertThat(order("Running the runner's tests, he DON'T care"))
        .containsExactly("run", "the", "runner", "test", "he", "don't", "care");
    assertThat(order("connections")).isEqualTo(order("Connected"));
  }

  @Test
  void chineseIsPairsAndCharacters() {
    assertThat(order("并发编程")).containsExactly("并发", "发编", "编程");
    assertThat(singles("并发编程")).containsExactly("并", "发", "编", "程");
    assertThat(order("我，你")).containsExactly("我", "你");
  }

  @Test
  void mixedTextIsCutWhereTheScriptChanges() {
    assertThat(order("用Java写并发")).containsExactly("用", "java", "写并", "并发");
    assertThat(order("学习 Spring Boot3 框架")).containsExactly("学习", "spring", "boot3", "框架");
  }

  @Test
  void whatLooksTheSameIsTheSame() {
    assertThat(order("ＪＡＶＡ　１７")).isEqualTo(order("java 17"));
    assertThat(order("資料庫連線")).isEqualTo(order("资料库连线"));
    assertThat(order("Café naïve ﬁne")).isEqualTo(order("cafe naive fine"));
    assertThat(order("cafe\u0301")).isEqualTo(order("café"));
    assertThat(order("ｶﾞﾗｽ")).isEqualTo(order("ガラス"));
    assertThat(order("한글".replace("한", "\u1112\u1161\u11ab"))).isEqualTo(order("한글"));
  }

  @Test
  void programmersWordsStay() {
    assertThat(order("C++ and C# or c")).containsExactly("c++", "and", "c#", "or", "c");
    assertThat(order("java.util.List log4j utf-8 a+b"))
        .containsExactly("java", "util", "list", "log4j", "utf", "8", "a", "b");
    assertThat(order("v3.2.1 V8 div3 vim"))
        .containsExactly("v", "3", "2", "1", "v", "8", "div3", "vim");
  }

  @Test
  void partsOfAWordAreOneBesideTheRow() {
    assertThat(of("e-mails, wi‑fi UTF-8 3-d E mail", Token.Shape.JOINED))
        .containsExactly("email", "wifi", "utf8", "3d", "email");
    assertThat(order("e-mails wi-fi")).containsExactly("e", "mail", "wi", "fi");
    assertThat(of("2026-01 a mail e 5 x - y x y a--b c'-d -e f-", Token.Shape.JOINED)).isEmpty();
    assertThat(of("one-two-three", Token.Shape.JOINED)).containsExactly("onetwo", "twothre");
  }

  @Test
  void emojiAreOneEachWithoutWhatVaries() {
    assertThat(of("🎉🎉 👍🏿 ❤️ 🤷🏽‍♀️ 👩‍💻 🇩🇪🇫🇷🇺 🏻 🏃‍♂️‍➡️", Token.Shape.EMOJI))
        .containsExactly("🎉", "🎉", "👍", "❤", "🤷", "👩💻", "🇩🇪", "🇫🇷", "🇺", "🏻", "🏃");
    assertThat(of("(c) © ™ ® → 1️⃣ #️⃣", Token.Shape.EMOJI)).isEmpty();
    assertThat(order("葛\uDB40\uDD00城 1️⃣🎉")).containsExactly("葛城", "1");
  }

  private List<String> of(String text, Token.Shape shape) {
    return analyzer.tokens(text).stream()
        .filter(token -> token.is(shape))
        .map(Token::term)
        .toList();
  }

  /** Some terms are found without the rest being analysed. */
  @Test
  void soughtTermsAreThoseOfTheWholeText() {
    String text =
        "Skies, dying: early, only lying 'tis DON'T C++ f# 用Java写并发，資料庫 Café ｶﾞﾗｽ １７ 한글 𠀀x ugly e-mails x ray v3.2"
            + " 👍🏿🤷🏽‍♀️🇩🇪 ❤️";
    var all = analyzer.tokens(text);
    for (var one : all) {
      var same = all.stream().filter(token -> token.term().equals(one.term())).toList();
      assertThat(analyzer.tokens(text, Set.of(one.term()))).isEqualTo(same);
    }
    var terms = all.stream().map(Token::term).collect(Collectors.toSet());
    assertThat(analyzer.tokens(text, terms)).isEqualTo(all);
    assertThat(analyzer.tokens(text, Set.of())).isEmpty();
  }

  @Test
  void tokensKnowTheirPlaceInTheText() {
    String text = "Ａé 𠀀資料 ﬁre";
    for (var token : analyzer.tokens(text)) {
      String place = text.substring(token.start(), token.end());
      assertThat(order(place).isEmpty() ? singles(place) : order(place))
          .as(place)
          .contains(token.term());
    }
    assertThat(analyzer.tokens("").isEmpty()).isTrue();
  }

  @Test
  void longWordsAreCut() {
    assertThat(order("x".repeat(5000)).getFirst()).hasSize(64);
  }
}
