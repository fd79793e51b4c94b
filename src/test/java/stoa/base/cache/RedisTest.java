package stoa.base.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import stoa.base.Deadline;
import stoa.base.runtime.Breakers;
import stoa.support.ServerProcess;

/** Caches in a real Redis, and what it does to them when it goes away. */
final class RedisTest {
  private static final Cache.Codec<String> TEXT =
      new Cache.Codec<>() {
        @Override
        public String text(String value) {
          return value;
        }

        @Override
        public Optional<String> value(String text) {
          return Optional.of(text);
        }
      };

  private final ServerProcess server = ServerProcess.redis();
  private final CollectorRegistry registry = new CollectorRegistry();
  private Redis redis;
  private Cache<String> cache;

  @BeforeEach
  void open() {
    var breaker = new Breakers(registry, Duration.ofMillis(300)).make("redis", Redis::away);
    redis = new Redis("redis://127.0.0.1:" + server.port(), 4, breaker, registry);
    cache = new Caches(redis, registry).cache("things", Duration.ofMinutes(1), 100, TEXT);
  }

  @AfterEach
  void close() {
    redis.stop(Deadline.in(Duration.ofSeconds(1)));
    server.close();
  }

  private double sample(String name) {
    return registry.getSampleValue(name);
  }

  private double state() {
    return registry.getSampleValue(
        "forum_circuit_state", new String[] {"dependency"}, new String[] {"redis"});
  }

  @Test
  void aForumStartsWithoutRedisToo() {
    server.kill();
    var breaker = new Breakers(new CollectorRegistry()).make("redis", Redis::away);
    var other =
        new Redis("redis://127.0.0.1:" + server.port(), 4, breaker, new CollectorRegistry());
    var things =
        new Caches(other, new CollectorRegistry()).cache("a", Duration.ofMinutes(1), 9, TEXT);
    assertThat(things.look("a").found()).isEmpty();
    other.stop(Deadline.in(Duration.ofSeconds(1)));
  }

  @Test
  void whatIsPutIsThereUntilItIsRemoved() {
    assertThat(cache.look("a").found()).isEmpty();
    cache.look("a").put("一");
    assertThat(cache.look("a").found()).contains("一");
    cache.remove(List.of("a"));
    assertThat(cache.look("a").found()).isEmpty();
  }

  @Test
  void aKilledRedisIsAnEmptyOneAndComesBackByItself() {
    cache.look("a").put("1");
    server.kill();
    for (int i = 0; i < 20; i++) {
      assertThat(cache.look("a").found()).isEmpty();
      cache.look("a").put("2");
    }
    assertThat(state()).isEqualTo(2);
    assertThat(sample("forum_redis_failures_total")).isPositive();
    server.start();
    within(
        Duration.ofSeconds(10),
        "it helps again",
        () -> {
          cache.look("b").put("3");
          return cache.look("b").found().isPresent();
        });
  }

  @Test
  void whatWasRemovedWhileItWasSilentIsNotThereAfterwards() {
    cache.look("gone").put("1");
    server.pause();
    cache.remove(List.of("gone"));
    server.resume();
    within(
        Duration.ofSeconds(10),
        "it answers",
        () -> {
          cache.look("b").put("3");
          return cache.look("b").found().isPresent();
        });
    assertThat(cache.look("gone").found()).isEmpty();
  }

  @Test
  void aSilentRedisCostsLittleTime() {
    cache.look("a").put("1");
    server.pause();
    long begun = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertThat(cache.look("a").found()).isEmpty();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    server.resume();
  }

  @Test
  void aKeyOfAnotherTypeIsAMiss() {
    try (var other = RedisClient.create("127.0.0.1", server.port())) {
      long _ = other.rpush("stoa:things:list", "x");
    }
    for (int i = 0; i < 20; i++) {
      assertThat(cache.look("list").found()).isEmpty();
    }
    assertThat(state()).isZero();
    cache.look("a").put("1");
    assertThat(cache.look("a").found()).contains("1");
  }

  @Test
  void aConnectionThatIsNotGivenBackIsCountedAndReplaced() {
    var _ = redis.pool().getResource();
    soon(
        "counted",
        () -> {
          cache.look("a").put("1"); // a borrower looks for what is overdue when few are left
          try {
            redis.pool().evict();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return sample("forum_redis_pool_leaks_total") >= 1;
        });
    assertThat(cache.look("a").found()).contains("1");
  }

  @Test
  void thePoolIsBoundedAndWaitsOnlyShortly() {
    var held = IntStream.range(0, 4).mapToObj(_ -> redis.pool().getResource()).toList();
    long begun = System.nanoTime();
    assertThat(cache.look("a").found()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(500));
    held.forEach(connection -> connection.close());
    cache.look("a").put("1");
    assertThat(cache.look("a").found()).contains("1");
  }
}
