package stoa.wordfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stoa.base.text.CharacterFolds;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Folding;
import stoa.wordfilter.match.Word;
import stoa.wordfilter.match.WordMatcher;

/** What people do to a word so that a machine does not read it and readers still do. */
public final class EvasionTest {
  private static final List<String> HAN =
      List.of("赌博", "六合彩", "迷药", "办证刻章", "代开发票", "裸聊", "枪支弹药", "高利贷", "法轮", "刷单返利");
  private static final List<String> LATIN =
      List.of(
          "fuck", "viagra", "casino", "porn", "escort", "bitcoin", "loan", "xanax", "ass", "cunt");

  private final WordMatcher matcher = matcher(both(), List.of());

  private static List<String> both() {
    var all = new ArrayList<String>(HAN);
    all.addAll(LATIN);
    all.addAll(List.of("9024983", "qq群", "bad word", "六四", "nazi*"));
    return all;
  }

  public static WordMatcher matcher(List<String> words, List<String> allowed) {
    var list = new ArrayList<Word>();
    for (String word : words) {
      list.add(new Word(list.size(), word, Action.HOLD, "", null, "", ""));
    }
    return new WordMatcher(new Folding(CharacterFolds.load()), list, allowed);
  }

  /** Each by itself and within a sentence. */
  private static Map<String, UnaryOperator<String>> general() {
    var table = new LinkedHashMap<String, UnaryOperator<String>>();
    table.put("as it is", word -> word);
    table.put("upper case", word -> word.toUpperCase(java.util.Locale.ROOT));
    table.put("full width", EvasionTest::wide);
    table.put("spaces", word -> joined(word, " "));
    table.put("ideographic spaces", word -> joined(word, "\u3000"));
    table.put("many spaces", word -> joined(word, "        "));
    table.put("no-break spaces", word -> joined(word, "\u00A0"));
    table.put("asterisks", word -> joined(word, "*"));
    table.put("six asterisks", word -> joined(word, "******"));
    table.put("at signs", word -> joined(word, "@"));
    table.put("hyphens", word -> joined(word, "-"));
    table.put("underscores", word -> joined(word, "_"));
    table.put("full stops", word -> joined(word, "."));
    table.put("bars", word -> joined(word, "|"));
    table.put("hearts", word -> joined(word, "❤️"));
    table.put("emoji", word -> joined(word, "😀"));
    table.put("flags of joiners", word -> joined(word, "👨‍👩‍👧"));
    table.put("zero-width spaces", word -> joined(word, "\u200B"));
    table.put("a hundred of them", word -> joined(word, "\u200B".repeat(100)));
    table.put("word joiners", word -> joined(word, "\u2060"));
    table.put("soft hyphens", word -> joined(word, "\u00AD"));
    table.put("byte order marks", word -> joined(word, "\uFEFF"));
    table.put("variation selectors", word -> joined(word, "\uFE0F"));
    table.put("Hangul fillers", word -> joined(word, "\u3164"));
    table.put("tags", word -> joined(word, "\uDB40\uDC41"));
    table.put("overlays", word -> joined(word, "\u0336"));
    table.put("Zalgo", word -> joined(word, "\u0300\u0316\u0327\u0489"));
    table.put("BBCode", word -> joined(word, "[b][/b]"));
    table.put("BBCode colours", word -> joined(word, "[color=#fff][/color]"));
    table.put("HTML", word -> joined(word, "<b></b>"));
    table.put("brackets", word -> joined(word, "【】"));
    table.put("a column", word -> joined(word, "\n"));
    table.put("spaced punctuation", word -> joined(word, " . "));
    table.put("each twice", word -> word.replaceAll("(?s)(.)", "$1$1"));
    table.put("the first five times", word -> word.charAt(0) + "" + word.charAt(0) + word);
    return table;
  }

  private static Map<String, UnaryOperator<String>> letters() {
    var table = new LinkedHashMap<String, UnaryOperator<String>>();
    table.put("circled", word -> shifted(word, 0x24D0));
    table.put("circled capitals", word -> shifted(word, 0x24B6));
    table.put("in brackets", word -> shifted(word, 0x249C));
    table.put("black circles", word -> shifted(word, 0x1F150));
    table.put("black squares", word -> shifted(word, 0x1F170));
    table.put("white squares", word -> shifted(word, 0x1F130));
    table.put("flags", word -> shifted(word, 0x1F1E6));
    table.put("mathematical bold", word -> shifted(word, 0x1D41A));
    table.put("mathematical Fraktur", word -> shifted(word, 0x1D586));
    table.put("mathematical capitals", word -> shifted(word, 0x1D5D4));
    table.put("typewriter", word -> shifted(word, 0x1D68A));
    table.put("Cyrillic", word -> swapped(word, "aceopxyis", "асеорхуіѕ"));
    table.put("Greek", word -> swapped(word, "aoivpxuk", "αοινρχυκ"));
    table.put("Greek capitals", word -> swapped(word, "abeiknoptxz", "ΑΒΕΙΚΝΟΡΤΧΖ"));
    table.put("accents", word -> swapped(word, "aceiounz", "äçéîöûñž"));
    table.put("digits", word -> swapped(word, "oil", "011"));
    table.put("l for i", word -> swapped(word, "i", "l"));
    return table;
  }

  @Test
  void everyEvasionOfEveryWordIsSeen() {
    var missed = new ArrayList<String>();
    int tried = 0;
    for (String word : both().subList(0, 20)) {
      var table = new LinkedHashMap<>(general());
      if (LATIN.contains(word)) {
        table.putAll(letters());
      }
      for (var evasion : table.entrySet()) {
        String written = evasion.getValue().apply(word);
        for (String text :
            List.of(written, "先说一句 " + written + " 再说", "see (" + written + ") now")) {
          tried++;
          if (!found(text).contains(word)) {
            missed.add(word + " by " + evasion.getKey() + ": " + text);
          }
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(tried).isGreaterThan(2000);
  }

  private List<String> found(String text) {
    return matcher.hits(text).stream().map(hit -> hit.word().text()).distinct().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "賭博, 赌博",
    "賭 博, 赌博",
    "贝者博, 赌博",
    "贝 者 博, 赌博",
    "迷藥, 迷药",
    "氵去轮, 法轮",
    "氵去车仑, 法轮",
    "法輪, 法轮",
    "氵 去 輪, 法轮",
    "裸耳卯, ''",
    "九零二四九八三, 9024983",
    "9⓿二肆⁹₈③, 9024983",
    "玖零貳肆玖捌叁, 9024983",
    "⑨⓪②④⑨⑧③, 9024983",
    "❾⓿❷❹❾❽❸, 9024983",
    "㈨0㈡㈣㈨㈧㈢, 9024983",
    "９０２４９８３, 9024983",
    "٩٠٢٤٩٨٣, 9024983",
    "𝟗𝟎𝟐𝟒𝟗𝟖𝟑, 9024983",
    "9 0 2 4 9 8 3, 9024983",
    "9-0-2-4-9-8-3, 9024983",
    "902 49 83, ''",
    "陸四, 六四",
    "陆 肆, 六四",
    "6 4, ''",
    "ＱＱ群, qq群",
    "Q Q 群, qq群",
    "扣扣群, ''",
    "加qq群123, qq群",
    "badword, bad word",
    "bad  word, bad word",
    "Bad\u00A0Word, bad word",
    "ⒻⒻⒻuuck, fuck",
    "Ⓕⓤc⒦, fuck",
    "f*u*c*k, fuck",
    "f.u.c.k, fuck",
    "fuсk, fuck",
    "fück, fuck",
    "ｆｕｃｋ, fuck",
    "fuuuuuck, fuck",
    "V1AGRA, viagra",
    "vlagra, viagra",
    "v i a g r a, viagra",
    "cаsіno, casino",
    "CΑSINΟ, casino",
    "cas1n0, casino",
    "asss, ass",
    "A$S, ''",
    "a s s, ass",
    "aѕѕ, ass",
    "fuck2026, fuck",
    "fuck你, fuck",
    "neonazis, ''",
    "nazis, nazi*",
    "Nazi, nazi*"
  })
  void byHand(String written, String word) {
    assertThat(found(written)).isEqualTo(word.isEmpty() ? List.of() : List.of(word));
  }

  @Test
  void aHitTellsWhereItStandsInTheOriginal() {
    String text = "先 賭\u200B ❤ 博 后";
    var hit = matcher.hits(text).getFirst();
    assertThat(text.substring(hit.start(), hit.end())).isEqualTo("賭\u200B ❤ 博");
    String runs = "no ⒻⒻⒻuuck!";
    var latin = matcher.hits(runs).getFirst();
    assertThat(runs.substring(latin.start(), latin.end())).isEqualTo("ⒻⒻⒻuuck");
  }

  private static String joined(String word, String between) {
    return word.codePoints().mapToObj(Character::toString).collect(Collectors.joining(between));
  }

  private static String wide(String word) {
    var out = new StringBuilder();
    word.chars().map(c -> c >= '!' && c <= '~' ? c + 0xFEE0 : c).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String shifted(String word, int a) {
    var out = new StringBuilder();
    word.chars().map(c -> a + c - 'a').forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String swapped(String word, String from, String to) {
    var out = new StringBuilder();
    word.chars()
        .map(c -> from.indexOf(c) < 0 ? c : to.charAt(from.indexOf(c)))
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
