package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static stoa.support.Eventually.soon;

import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class WriteBehindTest {
  private static final int MOST = 3;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Map<String, Integer> written = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private boolean away;
  private Runnable meanwhile = () -> {};
  private final WriteBehind<String, Integer> counts =
      new WriteBehinds(registry).make("counts", MOST, Integer::sum, this::write);

  private void write(SortedMap<String, Integer> batch) {
    var entries = new TreeMap<>(batch);
    meanwhile.run();
    if (away) {
      throw new IllegalStateException("away");
    }
    entries.forEach((key, value) -> {
      order.add(key);
      written.merge(key, value, Integer::sum);
    });
  }

  @Test
  void valuesOfAKeyAreMergedAndWrittenInTheOrderOfKeys() {
    counts.add("c", 1);
    counts.add("a", 1);
    counts.add("b", 1);
    counts.add("a", 4);
    counts.flush();
    counts.flush();
    assertThat(order).containsExactly("a", "b", "c");
    assertThat(written).containsOnly(entry("a", 5), entry("b", 1), entry("c", 1));
  }

  @Test
  void whatCannotBeWrittenIsWrittenLaterTogetherWithWhatCameMeanwhile() {
    away = true;
    meanwhile = () -> counts.add("b", 1);
    counts.add("a", 1);
    failToFlush();
    counts.add("a", 2);
    failToFlush();
    assertThat(written).isEmpty();
    assertThat(figure("waiting")).isPositive();
    away = false;
    meanwhile = () -> {};
    counts.flush();
    assertThat(written).containsOnly(entry("a", 3), entry("b", 2));
    assertThat(figure("waiting")).isZero();
  }

  private void failToFlush() {
    assertThatThrownBy(counts::flush).hasMessage("away");
  }

  @Test
  void whatIsAddedWhileTheOthersAreWrittenComesWithTheNext() {
    counts.add("a", 1);
    meanwhile = () -> counts.add("a", 10);
    counts.flush();
    assertThat(written).containsOnly(entry("a", 1));
    meanwhile = () -> {};
    counts.flush();
    assertThat(written).containsOnly(entry("a", 11));
  }

  @Test
  void entriesAreSeenUntilTheyAreWritten() {
    var seen = new HashMap<String, Integer>();
    counts.add("a", 1);
    meanwhile = () -> counts.forEach(seen::put);
    counts.flush();
    assertThat(seen).containsOnly(entry("a", 1));
    seen.clear();
    counts.forEach(seen::put);
    assertThat(seen).isEmpty();
  }

  @Test
  void ofTwoThatFlushTogetherOneWritesAfterTheOther() throws InterruptedException {
    var second = Thread.ofPlatform().unstarted(counts::flush);
    meanwhile =
        () -> {
          meanwhile = () -> {};
          counts.add("b", 1);
          second.start();
          soon("the second waits or is done", () -> isHeldUp(second));
        };
    counts.add("a", 1);
    counts.flush();
    second.join();
    assertThat(order).containsExactly("a", "b");
    assertThat(written).containsOnly(entry("a", 1), entry("b", 1));
  }

  private static boolean isHeldUp(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TERMINATED;
  }

  @Test
  void whereAllRoomIsTakenNewKeysAreDroppedAndCounted() {
    away = true;
    counts.add("a", 1);
    counts.add("b", 1);
    failToFlush();
    counts.add("c", 1);
    counts.add("d", 1);
    counts.add("a", 1);
    counts.add("c", 1);
    assertThat(figure("dropped_total")).isOne();
    away = false;
    counts.flush();
    assertThat(written).containsOnly(entry("a", 2), entry("b", 1), entry("c", 2));
  }

  @Test
  void nothingIsLostBetweenThreads() throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    var adders = new ArrayList<Thread>();
    Consumer<String> adder =
        key -> {
          for (int i = 0; i < each; i++) {
            counts.add(key, 1);
          }
        };
    for (int i = 0; i < threads; i++) {
      String key = i % 2 == 0 ? "even" : "odd";
      adders.add(Thread.ofPlatform().start(() -> adder.accept(key)));
    }
    for (int i = 0; adders.stream().anyMatch(Thread::isAlive); i++) {
      away = i % 3 == 0;
      flushOrFail();
    }
    for (var thread : adders) {
      thread.join();
    }
    away = false;
    counts.flush();
    assertThat(written).containsOnly(entry("even", 2 * each), entry("odd", 2 * each));
    assertThat(figure("dropped_total")).isZero();
  }

  private void flushOrFail() {
    try {
      counts.flush();
    } catch (IllegalStateException e) {
      assertThat(away).isTrue();
    }
  }

  private double figure(String end) {
    return registry.getSampleValue(
        "forum_write_behind_" + end, new String[] {"what"}, new String[] {"counts"});
  }
}
