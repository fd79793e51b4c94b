package stoa.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import stoa.base.Deadline;
import stoa.base.text.CharacterFolds;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.index.Index;
import stoa.search.index.IndexedPost;
import stoa.search.lucene.LuceneDocuments;
import stoa.search.lucene.LuceneFolders;
import stoa.search.lucene.LuceneIndex;
import stoa.search.query.QueryParser;
import stoa.search.query.SearchRequest;
import stoa.search.query.SearchedBoards;

/**
 * Measures building an index of generated posts and asking it. No test: {@code mvn test-compile
 * exec:java -Dexec.mainClass=stoa.search.SearchTrial -Dexec.classpathScope=test -Dexec.args="FOLDER
 * 1000000"}.
 *
 * <p>Words follow Zipf's law, as in real text: English ones of an invented vocabulary of 60,000,
 * Chinese characters in words of an invented lexicon of 40,000. A post has 20 to 180 words.
 */
final class SearchTrial {
  private static final int ENGLISH = 60_000;
  private static final int CHINESE = 40_000;
  private static final int QUERIES = 2_000;

  private final Random random = new Random(42);
  private final String[] english = new String[ENGLISH];
  private final String[] chinese = new String[CHINESE];
  private final ForumAnalyzer analyzer = new ForumAnalyzer(CharacterFolds.load());
  private final QueryParser parser = new QueryParser(analyzer);

  private SearchTrial() {
    for (int i = 0; i < ENGLISH; i++) {
      english[i] = word(i);
    }
    for (int i = 0; i < CHINESE; i++) {
      int length = i % 10 == 0 ? 3 : 2;
      var text = new StringBuilder();
      for (int j = 0; j < length; j++) {
        text.append(
            (char) (0x4E00 + Math.min(2999, (int) (Math.pow(random.nextDouble(), 2.5) * 3000))));
      }
      chinese[i] = text.toString();
    }
  }

  private String word(int number) {
    String letters = "etaoinshrdlucmfwypvbgk";
    var text = new StringBuilder();
    for (int i = 0; i < 2 + random.nextInt(4) + (number > 500 ? 3 : 0); i++) {
      text.append(letters.charAt((int) (Math.pow(random.nextDouble(), 1.5) * letters.length())));
    }
    return text.toString();
  }

  /** Zipf's law with an exponent near 1. */
  private String pick(String[] words) {
    return words[(int) Math.pow(words.length, random.nextDouble()) - 1];
  }

  private String text(int words, boolean han) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(pick(han && random.nextInt(10) > 0 ? chinese : english));
      text.append(han ? (random.nextInt(12) == 0 ? "，" : "") : " ");
    }
    return text.toString();
  }

  private IndexedPost post(long id) {
    boolean han = id % 2 == 0;
    boolean first = id % 8 == 1;
    return new IndexedPost(
        id,
        id,
        id % 30,
        List.of("#" + (int) Math.pow(100_000, random.nextDouble())),
        List.of(pick(english)),
        Instant.ofEpochSecond(1_600_000_000 + id * 60),
        random.nextInt(100) == 0,
        first ? text(7, han) : "",
        text(20 + random.nextInt(160), han));
  }

  private String query() {
    boolean han = random.nextBoolean();
    return switch (random.nextInt(8)) {
      case 0 -> pick(english);
      case 1 -> pick(chinese);
      case 2 -> pick(english) + " " + pick(english) + " " + pick(english);
      case 3 -> pick(chinese) + " " + pick(chinese);
      case 4 -> "\"" + text(2, han).strip() + "\"";
      case 5 -> text(4, true);
      case 6 -> pick(english) + " -" + pick(english) + " after:2021";
      default -> pick(english) + pick(chinese) + " in:title";
    };
  }

  public static void main(String[] args) {
    new SearchTrial().run(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  private void run(Path folder, int posts) {
    var index = new LuceneIndex(new LuceneFolders(folder, new LuceneDocuments(analyzer)));
    long begun = System.nanoTime();
    long spent = 0;
    for (long id = 1; id <= posts; ) {
      var batch = new ArrayList<IndexedPost>();
      for (int i = 0; i < 500; i++) {
        batch.add(post(id++));
      }
      long before = System.nanoTime();
      index.put(batch);
      spent += System.nanoTime() - before;
    }
    index.refresh();
    say(
        "put %d posts: %.0f posts/s (making them up apart: %.0f s in all)",
        posts, posts / (spent / 1e9), (System.nanoTime() - begun) / 1e9);
    ask(index, false, "warming up");
    ask(index, false, "best first");
    ask(index, true, "newest first");
    while (writing(index, posts)) {
      // three rounds
    }
    index.stop(Deadline.in(Duration.ofMinutes(5)));
  }

  private int rounds;

  /** With a post put and made findable before each fifth query. */
  private boolean writing(Index index, int posts) {
    var times = new long[QUERIES];
    var fresh = new ArrayList<Long>();
    for (int i = 0; i < QUERIES; i++) {
      if (i % 5 == 0) {
        long before = System.nanoTime();
        index.put(List.of(post(posts + i + 1L)));
        index.refresh();
        fresh.add(System.nanoTime() - before);
      }
      times[i] = timed(index, query(), false);
    }
    report("while posts come in", times);
    report("put and refresh", fresh.stream().mapToLong(Long::longValue).toArray());
    return ++rounds < 3;
  }

  private void ask(Index index, boolean newest, String what) {
    var times = new long[QUERIES];
    for (int i = 0; i < QUERIES; i++) {
      times[i] = timed(index, query(), newest);
    }
    report(what, times);
  }

  private long timed(Index index, String line, boolean newest) {
    var asked = parser.parse(line);
    var wanted =
        new SearchRequest(
            asked.all(),
            asked.none(),
            List.of(),
            asked.after(),
            asked.before(),
            SearchedBoards.ALL,
            newest,
            0,
            20);
    long before = System.nanoTime();
    var _ = index.search(wanted, Deadline.in(Duration.ofSeconds(20)));
    return System.nanoTime() - before;
  }

  private static void report(String what, long[] times) {
    Arrays.sort(times);
    say(
        "%-22s p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.1f ms",
        what, at(times, .5), at(times, .95), at(times, .99), at(times, 1));
  }

  private static double at(long[] times, double part) {
    return times[Math.min(times.length - 1, (int) (times.length * part))] / 1e6;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
