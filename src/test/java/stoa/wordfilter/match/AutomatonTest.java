package stoa.wordfilter.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stoa.base.text.CharacterFolds;
import stoa.wordfilter.EvasionTest;

final class AutomatonTest {
  private final Folding folding = new Folding(CharacterFolds.load());

  @Test
  void everyOneOfAHundredThousandWordsIsFoundAndTheBuildIsQuick() {
    var words = WordMatcherBench.words(new Random(7));
    long before = System.nanoTime();
    var matcher = new WordMatcher(folding, words, List.of());
    var took = Duration.ofNanos(System.nanoTime() - before);
    for (int i = 0; i < words.size(); i += 7) {
      var word = words.get(i);
      assertThat(matcher.hits("—" + word.text() + "—"))
          .anyMatch(hit -> hit.word().text().equals(word.text()));
    }
    System.out.printf(
        "built in %d ms, %d states, %.1f MB%n",
        took.toMillis(), matcher.states(), matcher.bytes() / 1e6);
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void itFindsWhatAPlainSearchFinds() {
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      var words =
          java.util.stream.IntStream.range(0, 30)
              .mapToObj(_ -> syllables(random, 1 + random.nextInt(4)))
              .distinct()
              .toList();
      var matcher = EvasionTest.matcher(words, List.of());
      String text = syllables(random, 60);
      var found = matcher.hits(text).stream().map(hit -> hit.word().text()).distinct().toList();
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(words.stream().filter(text::contains).toList());
    }
  }

  /** Four characters, none twice in a row. */
  private static String syllables(Random random, int length) {
    var out = new StringBuilder();
    while (out.length() < length) {
      char next = "甲乙丙丁".charAt(random.nextInt(4));
      if (out.isEmpty() || out.charAt(out.length() - 1) != next) {
        out.append(next);
      }
    }
    return out.toString();
  }
}
