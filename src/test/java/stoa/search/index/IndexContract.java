package stoa.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.soon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;
import stoa.base.text.CharacterFolds;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.query.Filter;
import stoa.search.query.QueryParser;
import stoa.search.query.SearchRequest;
import stoa.search.query.SearchedBoards;

/** What holds whichever index it is. */
public abstract class IndexContract {
  public final ForumAnalyzer analyzer = new ForumAnalyzer(CharacterFolds.load());
  private final QueryParser parser = new QueryParser(analyzer);
  private long version = 100;

  /** An empty one, for this test alone. */
  protected abstract Index index();

  protected IndexedPost post(long id, String title, String body) {
    return post(id, title, body, false);
  }

  protected IndexedPost post(long id, String title, String body, boolean hidden) {
    return new IndexedPost(
        id,
        version++,
        id % 2 + 1,
        List.of("#" + id % 3),
        id % 2 == 0 ? List.of("even") : List.of("odd", "c++"),
        Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(id)),
        hidden,
        title,
        body);
  }

  protected void put(Index index, IndexedPost... posts) {
    index.put(List.of(posts));
    index.refresh();
  }

  protected SearchRequest wanted(String line, Filter... filters) {
    var asked = parser.parse(line);
    return new SearchRequest(
        asked.all(),
        asked.none(),
        List.of(filters),
        asked.after(),
        asked.before(),
        SearchedBoards.ALL,
        false,
        0,
        20);
  }

  protected static Hits search(Index index, SearchRequest wanted) {
    return index.search(wanted, Deadline.in(Duration.ofSeconds(10)));
  }

  protected List<Long> found(Index index, String line) {
    return search(index, wanted(line)).posts();
  }

  @Test
  void everyWordOfTwoCharactersIsFound() {
    var index = index();
    String text = "在多线程环境下使用数据库连接池时，死锁检测与恢复机制非常重要";
    put(index, post(1, "并发编程", text), post(2, "", "完全无关的内容"));
    for (String run : text.split("，")) {
      for (int i = 0; i + 2 <= run.length(); i++) {
        assertThat(found(index, run.substring(i, i + 2))).as(run.substring(i, i + 2)).contains(1L);
      }
    }
    assertThat(found(index, "锁")).containsExactly(1L);
    assertThat(found(index, "数据库连接池")).containsExactly(1L);
    assertThat(found(index, "据环")).isEmpty();
  }

  @Test
  void formsOfAWordAreOneWord() {
    var index = index();
    put(
        index,
        post(1, "", "The servers were running happily"),
        post(2, "", "使用Ｊａｖａ編寫資料庫程式"),
        post(3, "", "用 java 编写的 Spring Boot3 服务"));
    assertThat(found(index, "server run")).containsExactly(1L);
    assertThat(found(index, "JAVA")).containsExactlyInAnyOrder(2L, 3L);
    assertThat(found(index, "资料库")).containsExactly(2L);
    assertThat(found(index, "資料庫java")).containsExactly(2L);
    assertThat(found(index, "編寫 ＪＡＶＡ")).containsExactlyInAnyOrder(2L, 3L);
    assertThat(found(index, "boot3服务")).containsExactly(3L);
  }

  @Test
  void aVersionIsFoundWithAndWithoutItsV() {
    var index = index();
    put(
        index,
        post(1, "", "Since v3.2.1 it works"),
        post(2, "", "Since 3.2.1 it works"),
        post(3, "", "Since v3 it works, at 2, 1 time"),
        post(4, "", "版本v3.2.1发布"));
    for (String line : List.of("3.2.1", "v3.2.1", "V3.2.1", "\"v3.2.1\"")) {
      assertThat(found(index, line)).as(line).containsExactlyInAnyOrder(1L, 2L, 4L);
    }
    assertThat(found(index, "v3")).containsExactlyInAnyOrder(1L, 3L, 4L);
    assertThat(found(index, "since -v3.2.1")).containsExactly(3L);
    assertThat(found(index, "v3.2.2")).isEmpty();
  }

  @Test
  void aWordIsFoundWithAndWithoutItsHyphen() {
    var index = index();
    put(
        index,
        post(1, "", "write an email"),
        post(2, "", "write an e-mail"),
        post(3, "E mails", "are written"),
        post(4, "", "E‑Mailing 信息"),
        post(5, "", "every mail"));
    for (String line : List.of("email", "e-mail", "E-Mails", "e mail", "e－mail")) {
      assertThat(found(index, line)).as(line).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }
    assertThat(found(index, "mail")).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    assertThat(found(index, "\"an e-mail\"")).containsExactlyInAnyOrder(1L, 2L);
    assertThat(found(index, "in:title email")).containsExactly(3L);
    assertThat(found(index, "write -email")).isEmpty();
    put(index, post(6, "", "open-source wi-fi, 2026-01 utf-8"), post(7, "", "open source"));
    assertThat(found(index, "\"open source\"")).containsExactlyInAnyOrder(6L, 7L);
    assertThat(found(index, "open-source")).containsExactlyInAnyOrder(6L, 7L);
    assertThat(found(index, "wifi utf8")).containsExactly(6L);
    assertThat(found(index, "202601")).isEmpty();
    assertThat(found(index, "\"opensource wifi\"")).isEmpty();
  }

  @Test
  void emojiAreFound() {
    var index = index();
    put(
        index,
        post(1, "", "恭喜🎉大家 👍🏽"),
        post(2, "Done ✅", "well done 👍 all, ❤️ it"),
        post(3, "", "🤷🏿‍♀️ from 🇩🇪🇫🇷"),
        post(4, "", "👩‍💻👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        post(5, "", "love ❤ and 🇫🇷"));
    assertThat(found(index, "🎉")).containsExactly(1L);
    assertThat(found(index, "喜🎉")).containsExactly(1L);
    for (String line : List.of("👍", "👍🏿", "👍👍👍")) {
      assertThat(found(index, line)).as(line).containsExactlyInAnyOrder(1L, 2L);
    }
    assertThat(found(index, "❤️")).containsExactlyInAnyOrder(2L, 5L);
    assertThat(found(index, "🤷 🇩🇪")).containsExactly(3L);
    assertThat(found(index, "🤷‍♂️")).containsExactly(3L);
    assertThat(found(index, "🇫🇷")).containsExactlyInAnyOrder(3L, 5L);
    assertThat(found(index, "🇪🇫")).isEmpty();
    assertThat(found(index, "👩🏻‍💻 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿")).containsExactly(4L);
    assertThat(found(index, "💻")).isEmpty();
    assertThat(found(index, "in:title ✅")).containsExactly(2L);
    assertThat(found(index, "\"done all\"")).containsExactly(2L);
    assertThat(found(index, "\"well done 👍\"")).containsExactly(2L);
    assertThat(found(index, "love -❤")).isEmpty();
  }

  @Test
  void phrasesAndWhatIsLeftOut() {
    var index = index();
    put(
        index,
        post(1, "", "to be or not to be"),
        post(2, "", "not to worry, be happy"),
        post(3, "", "大学java课程"));
    assertThat(found(index, "\"or not to\"")).containsExactly(1L);
    assertThat(found(index, "not be -worry")).containsExactly(1L);
    assertThat(found(index, "be -\"not to be\"")).containsExactly(2L);
    assertThat(found(index, "\"学java课\"")).containsExactly(3L);
    assertThat(found(index, "-worry")).containsExactlyInAnyOrder(1L, 3L);
  }

  @Test
  void aSentenceIsFoundByMostOfItAndExactlyFirst() {
    var index = index();
    put(
        index,
        post(1, "", "学习编程的时候如何开始，如何学好编程呢，学习习编"),
        post(2, "", "我想知道如何学习编程"),
        post(3, "", "编程"));
    assertThat(found(index, "如何学习编程")).first().isEqualTo(2L);
    assertThat(found(index, "如何学习编程")).doesNotContain(3L);
    assertThat(found(index, "\"如何学习编程\"")).containsExactly(2L);
  }

  @Test
  void titlesWeighMoreAndCanBeAskedAlone() {
    var index = index();
    put(
        index,
        post(1, "", "lyric lyric poems"),
        post(2, "Lyric poetry", "nothing else here"),
        post(3, "Epic poetry", "what"),
        post(4, "Drama", "else"));
    assertThat(found(index, "lyric")).containsExactly(2L, 1L);
    assertThat(found(index, "in:title lyric")).containsExactly(2L);
    assertThat(found(index, "in:title poems")).isEmpty();
    assertThat(found(index, "poetry else")).containsExactly(2L);
    assertThat(found(index, "epic -poetry")).isEmpty();
    assertThat(found(index, "\"poetry nothing\"")).isEmpty();
  }

  @Test
  void filtersAreExact() {
    var index = index();
    for (long id = 1; id <= 6; id++) {
      put(index, post(id, "", "word"));
    }
    var even = new Filter(Filter.Field.TAG, List.of("even"), false);
    var notEven = new Filter(Filter.Field.TAG, List.of("even"), true);
    var authors = new Filter(Filter.Field.AUTHOR, List.of("#1", "=somebody"), false);
    var board = new Filter(Filter.Field.BOARD, List.of("2"), false);
    assertThat(search(index, wanted("word", even)).posts()).containsExactlyInAnyOrder(2L, 4L, 6L);
    assertThat(search(index, wanted("", notEven)).posts()).containsExactlyInAnyOrder(1L, 3L, 5L);
    assertThat(search(index, wanted("word", authors)).posts()).containsExactlyInAnyOrder(1L, 4L);
    assertThat(search(index, wanted("word", authors, board)).posts()).containsExactly(1L);
    assertThat(found(index, "word after:2026-01-04 before:2026-01-06"))
        .containsExactlyInAnyOrder(3L, 4L);
  }

  @Test
  void hiddenPostsAreNeitherFoundNorCounted() {
    var index = index();
    put(index, post(1, "", "secret"), post(2, "", "secret", true));
    assertThat(search(index, wanted("secret"))).isEqualTo(new Hits(1, false, List.of(1L)));
    var all = parser.parse("secret").all();
    var moderator =
        new SearchRequest(
            all, List.of(), List.of(), null, null, SearchedBoards.WITH_HIDDEN, true, 0, 20);
    assertThat(search(index, moderator)).isEqualTo(new Hits(2, false, List.of(2L, 1L)));
    put(index, post(2, "", "secret"), post(1, "", "secret", true));
    assertThat(search(index, wanted("secret"))).isEqualTo(new Hits(1, false, List.of(2L)));
  }

  @Test
  void theNewestFirstPageByPage() {
    var index = index();
    var posts = new ArrayList<IndexedPost>();
    LongStream.rangeClosed(1, 50).forEach(id -> posts.add(post(id, "", "word")));
    put(index, posts.toArray(IndexedPost[]::new));
    var all = parser.parse("word").all();
    var third =
        new SearchRequest(all, List.of(), List.of(), null, null, SearchedBoards.ALL, true, 40, 20);
    var hits = search(index, third);
    assertThat(hits.total()).isEqualTo(50);
    assertThat(hits.posts())
        .isEqualTo(LongStream.rangeClosed(1, 10).map(i -> 11 - i).boxed().toList());
  }

  @Test
  void aPostReplacesItselfAndRangesAreForgotten() {
    var index = index();
    put(index, post(1, "", "before"), post(2, "", "before"), post(700, "", "before"));
    put(index, post(1, "", "afterwards"));
    assertThat(found(index, "before")).containsExactlyInAnyOrder(2L, 700L);
    assertThat(found(index, "afterwards")).containsExactly(1L);
    assertThat(index.counts(0, 1000, 500)).isEqualTo(Map.of(0L, 2L, 500L, 1L));
    assertThat(index.documents()).isEqualTo(3);
    index.remove(0, 500);
    index.refresh();
    assertThat(found(index, "before")).containsExactly(700L);
  }

  @Test
  void whatIsMadeBesideTakesOverAtOnce() {
    var index = index();
    put(index, post(1, "", "old"));
    var beside = index.beside();
    beside.put(List.of(post(2, "", "new")));
    beside.refresh();
    put(index, post(3, "", "old"));
    assertThat(found(index, "old")).containsExactlyInAnyOrder(1L, 3L);
    assertThat(found(index, "new")).isEmpty();
    assertThat(beside.counts(0, 500, 500)).isEqualTo(Map.of(0L, 1L));
    beside.takeOver(7);
    assertThat(found(index, "old")).isEmpty();
    assertThat(found(index, "new")).containsExactly(2L);
    put(index, post(4, "", "new"));
    assertThat(found(index, "new")).containsExactlyInAnyOrder(2L, 4L);
    index.beside().discard();
    assertThat(found(index, "new")).hasSize(2);
  }

  @Test
  void strangeTextHarmsNobody() {
    var index = index();
    put(
        index,
        post(1, "\u0000\uFFFF \"quoted\" \\", "x".repeat(40_000) + " 😀 {\"a\": [1]} \n</b>"),
        post(2, "", ""));
    assertThat(found(index, "quoted")).containsExactly(1L);
    assertThat(found(index, "{\"a\": [1]} \\ \" * ?")).containsExactly(1L);
    assertThat(found(index, "x".repeat(80))).containsExactly(1L);
  }

  private static Duration took(Index index, SearchRequest wanted) {
    long begun = System.nanoTime();
    search(index, wanted);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Of words without end, in rows that have to be looked through again for each word sought. */
  @Test
  void rowsThatRepeatThemselvesCostNoMoreThanOthers() {
    var index = index();
    var posts = new ArrayList<IndexedPost>();
    for (long id = 1; id <= 60; id++) {
      String text = "a ".repeat(16_000) + "b a ".repeat(8_000) + "哈".repeat(16_000);
      posts.add(post(id, "", text + " end"));
    }
    put(index, posts.toArray(IndexedPost[]::new));
    for (String line :
        List.of(
            "\"" + "a ".repeat(140) + "\"",
            "\"" + "a b ".repeat(70) + "\"",
            "\"a a a\" ".repeat(30),
            "end -\"" + "a ".repeat(140) + "end\"",
            "a.".repeat(140),
            "哈".repeat(290),
            "\"" + "哈".repeat(290) + "\"")) {
      var wanted = wanted(line);
      assertThat(search(index, wanted).posts()).as(line).isNotEmpty();
      // Within the time on a busy machine, too, which takes longer now and then.
      soon(line, () -> took(index, wanted).compareTo(Duration.ofMillis(300)) < 0);
    }
  }

  @Test
  void aDeadlineEndsASearch() {
    var index = index();
    put(index, post(1, "", "word"));
    var gone = Deadline.in(Duration.ofSeconds(-1));
    assertThatThrownBy(() -> index.search(wanted("word other -x"), gone))
        .isInstanceOf(IndexFault.class);
  }
}
