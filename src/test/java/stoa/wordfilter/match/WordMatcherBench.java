package stoa.wordfilter.match;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import stoa.base.text.CharacterFolds;

/**
 * 100,000 words against a text of 10 KB in UTF-8: Chinese, English prose, letters in which a word
 * ends nearly everywhere, or nothing but beginnings of words. Half of the words are Chinese (2 to 6
 * common characters), half Latin (4 to 12 letters).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class WordMatcherBench {
  private static final int WORDS = 100_000;
  private static final int BYTES = 10_240;

  @Param({"chinese", "prose", "dense", "hostile"})
  public String text;

  private Folding folding;
  private List<Word> words;
  private WordMatcher matcher;
  private String post;
  private Folded folded;

  @Setup
  public void fill() {
    var random = new Random(42);
    folding = new Folding(CharacterFolds.load());
    words = words(random);
    matcher = new WordMatcher(folding, words, List.of());
    System.out.printf(
        "%n%d states, %.1f MB of arrays, %d characters%n",
        matcher.states(), matcher.bytes() / 1e6, post(random).length());
    folded = folding.fold(post);
  }

  static List<Word> words(Random random) {
    var words = new ArrayList<Word>();
    for (int i = 0; i < WORDS; i++) {
      boolean han = i % 2 == 0;
      String word = han ? han(random, 2 + random.nextInt(5)) : latin(random, 4 + random.nextInt(9));
      words.add(new Word(i, word, Action.HOLD, "", null, "", ""));
    }
    return words;
  }

  private String post(Random random) {
    post =
        switch (text) {
          case "chinese" -> sentence(random, BYTES / 3, true);
          case "prose" -> prose();
          case "dense" -> sentence(random, BYTES, false);
          default -> beginnings(random);
        };
    return post;
  }

  /** English as it is. */
  private static String prose() {
    try {
      return Files.readString(Path.of("docs/rationale.md")).repeat(3).substring(0, BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sentence(Random random, int length, boolean han) {
    var out = new StringBuilder();
    while (out.length() < length) {
      out.append(han ? han(random, 8) : latin(random, 1 + random.nextInt(8)));
      out.append(han ? "，" : " ");
    }
    return out.substring(0, length);
  }

  /** Every word without its last character, parted by signs: long ways in, long ways back. */
  private String beginnings(Random random) {
    var out = new StringBuilder();
    while (out.length() < BYTES / 3) {
      String word = words.get(2 * random.nextInt(WORDS / 2)).text();
      out.append(word, 0, word.length() - 1).append('*');
    }
    return out.substring(0, BYTES / 3);
  }

  /** Skewed as language is: the commonest of 3,000 characters far more often than the last. */
  private static String han(Random random, int length) {
    var out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      double skew = random.nextDouble();
      out.append((char) (0x4E00 + (int) (skew * skew * 3000) * 6));
    }
    return out.toString();
  }

  private static String latin(Random random, int length) {
    var out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      double skew = random.nextDouble();
      out.append("etaoinshrdlcumwfgypbvkjxqz".charAt((int) (skew * skew * 26)));
    }
    return out.toString();
  }

  @Benchmark
  public Object foldAndMatch() {
    return matcher.hits(post);
  }

  @Benchmark
  public Object foldOnly() {
    return folding.fold(post);
  }

  @Benchmark
  public Object matchOnly() {
    return matcher.hits(folded);
  }

  @Benchmark
  @Measurement(iterations = 2, time = 3)
  public Object build() {
    return new WordMatcher(folding, words, List.of());
  }
}
