package stoa.wordfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Folding;
import stoa.wordfilter.match.Word;
import stoa.wordfilter.match.WordMatcher;

/** The other half: what looks like a watched word and is none. */
final class HarmlessTest {
  private final WordMatcher matcher =
      EvasionTest.matcher(
          List.of(
              "公务", "游戏", "赌博", "六合彩", "法轮", "六四", "习", "ass", "cunt", "fuck", "sex", "penis",
              "tit", "cock", "rape", "rapist", "whore", "loli", "110", "hell", "anal", "cum",
              "slut", "nazi", "cialis", "dick", "av", "sm", "bitch", "刻章", "发票代"),
          List.of("公务员", "游戏机", "无法轮流", "学习", "习惯", "练习", "没法轮到"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "他考上了公务员",
        "公务员考试明天开始",
        "國家公務員",
        "买了一台游戏机",
        "新遊戲機到了",
        "我们无法轮流值班",
        "没法轮到我",
        "好好学习，天天向上",
        "這是他的習慣",
        "练习",
        "他爱打赌。博士不爱",
        "不要打赌，博士说",
        "围成六合。彩虹出来了",
        "六合，彩色的",
        "内存有64 GB",
        "共64人",
        "1640年",
        "电话10086",
        "1100元",
        "第2110号线的1101站",
        "1011",
        "Scunthorpe",
        "class",
        "classic glass",
        "Assess the assassin",
        "embarrass",
        "as shown here",
        "as S. says",
        "c1ass",
        "Essex and Sussex",
        "this example",
        "The pen is red",
        "Write with a pen.Is it red?",
        "the title of the titan",
        "peacock",
        "cocktail",
        "grape and drape",
        "a therapist",
        "who're you",
        "shell and hello",
        "analysis",
        "canal",
        "cucumber document",
        "specialist",
        "Dickens",
        "a very small avenue",
        "small",
        "habitch",
        "刻苦文章",
        "发票。代表",
        "I saw a ship of glass under hello kitty",
        "ab c",
        "Mr. A. V. Smith",
        "",
        "   ",
        "😀😀😀"
      })
  void isNoHit(String text) {
    assertThat(matcher.hits(text)).as(text).isEmpty();
  }

  @Test
  void theLongestAllowedWordOverridesOnlyWhatItCovers() {
    assertThat(matcher.hits("公务员的公务")).hasSize(1);
    assertThat(matcher.hits("公务车")).hasSize(1);
    assertThat(matcher.hits("游戏机和游戏")).hasSize(1);
  }

  @Test
  void farApartCharactersAreNoWord() {
    assertThat(matcher.hits("赌" + "*".repeat(Folding.MOST_SKIPPED) + "博")).hasSize(1);
    assertThat(matcher.hits("赌" + "*".repeat(Folding.MOST_SKIPPED + 1) + "博")).isEmpty();
  }

  @Test
  void aBoardsWordIsFoundEverywhereButSaysWhereItIsWatched() {
    var word = new Word(1, "x", Action.HOLD, "", 7L, "", "");
    assertThat(word.watchedOn(7)).isTrue();
    assertThat(word.watchedOn(8)).isFalse();
  }
}
