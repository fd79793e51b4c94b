package stoa.base.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stoa.support.Alone;

@Alone
final class TaggedCacheTest {
  private final Caches caches = new Caches(null, new CollectorRegistry());
  private final TaggedCache<String> cache =
      caches.tagged("pages", Duration.ofMinutes(1), 1_000, (_, text) -> text.length());
  private final AtomicInteger made = new AtomicInteger();

  private String get(String key, String... tags) {
    return cache.get(key, () -> new TaggedCache.Made<>(key + made.incrementAndGet(), Set.of(tags)));
  }

  @Test
  void aCopyEndsWithEachOfItsTags() {
    assertThat(get("a", "x", "y")).isEqualTo("a1");
    assertThat(get("a", "x", "y")).isEqualTo("a1");
    caches.changed(List.of("z"));
    assertThat(get("a", "x", "y")).isEqualTo("a1");
    caches.changed(List.of("z", "y"));
    assertThat(get("a", "x", "y")).isEqualTo("a2");
    caches.changed(List.of("x"));
    assertThat(get("a", "x", "y")).isEqualTo("a3");
    assertThat(get("a", "x", "y")).isEqualTo("a3");
  }

  /** What was read before the change must not stay after it. */
  @Test
  void aCopyThatWasBeingMadeEndsToo() {
    String first =
        cache.get(
            "a",
            () -> {
              caches.changed(List.of("x"));
              return new TaggedCache.Made<>("old", Set.of("x"));
            });
    assertThat(first).isEqualTo("old");
    assertThat(get("a", "x")).isEqualTo("a1");
  }

  @Test
  void whereNothingIsHeardCopiesLiveForASecond() {
    caches.listening(false);
    assertThat(get("a", "x")).isEqualTo("a1");
    long begun = System.nanoTime();
    while (get("a", "x").equals("a1")) {
      assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
      Thread.onSpinWait();
    }
    assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);
    caches.listening(true);
    assertThat(get("a", "x")).as("anything may have been missed").isEqualTo("a3");
  }

  @Test
  void ofManyOneMakesTheCopyAndAllGetIt() throws Exception {
    var waiting = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < 50; i++) {
        answers.add(
            threads.submit(() ->
                cache.get(
                    "a",
                    () -> {
                      await(waiting);
                      return new TaggedCache.Made<>("a" + made.incrementAndGet(), Set.of());
                    })));
      }
      waiting.countDown();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo("a1");
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void aFaultReachesWhoAskedAndNothingIsKept() {
    assertThatThrownBy(() ->
            cache.get(
                "a",
                () -> {
                  throw new IllegalStateException("away");
                }))
        .hasMessage("away");
    assertThat(get("a")).isEqualTo("a1");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
