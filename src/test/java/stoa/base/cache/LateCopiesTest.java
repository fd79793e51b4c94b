package stoa.base.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.RedisClient;
import stoa.base.Deadline;
import stoa.base.runtime.Breakers;
import stoa.support.ServerProcess;

/** What was read before a removal and comes to be put after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LateCopiesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ServerProcess server = ServerProcess.redis();
  private final Cache<String> alone =
      new Caches(null, new CollectorRegistry()).cache("things", MINUTE, 100, new Text());
  private Redis firstRedis;
  private Redis secondRedis;
  private Cache<String> one;
  private Cache<String> two;

  private static final class Text implements Cache.Codec<String> {
    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public Optional<String> value(String text) {
      return Optional.of(text);
    }
  }

  @BeforeAll
  void open() {
    firstRedis = redis();
    secondRedis = redis();
    one = cache(firstRedis);
    two = cache(secondRedis);
  }

  private Redis redis() {
    var registry = new CollectorRegistry();
    var breaker = new Breakers(registry).make("redis", Redis::away);
    return new Redis("redis://127.0.0.1:" + server.port(), 4, breaker, registry);
  }

  private static Cache<String> cache(Redis redis) {
    return new Caches(redis, new CollectorRegistry()).cache("things", MINUTE, 100, new Text());
  }

  @AfterAll
  void close() {
    firstRedis.stop(Deadline.in(Duration.ofSeconds(1)));
    secondRedis.stop(Deadline.in(Duration.ofSeconds(1)));
    server.close();
  }

  private static void isNotKept(Cache<String> reading, Cache<String> removing, String key) {
    var place = reading.look(key);
    assertThat(place.found()).isEmpty();
    removing.remove(List.of(key));
    place.put("before");
    assertThat(reading.look(key).found()).isEmpty();
    assertThat(removing.look(key).found()).isEmpty();
    removing.look(key).put("after");
    place.put("before");
    assertThat(reading.look(key).found()).isNotEqualTo(Optional.of("before"));
  }

  @Test
  void isNotKept() {
    isNotKept(alone, alone, "a");
    isNotKept(one, one, "b");
    isNotKept(one, two, "c");
  }

  @Test
  void isNotKeptInPlaceOfACopyThatWasRemoved() {
    for (var cache : List.of(alone, one)) {
      cache.look("d").put("1");
      var place = cache.look("d");
      assertThat(place.found()).contains("1");
      (cache == one ? two : cache).remove(List.of("d"));
      place.put("2");
      assertThat(cache.look("d").found()).isEmpty();
    }
  }

  @Test
  void ofTwoThatReadTogetherOneIsKept() {
    for (var cache : List.of(alone, one)) {
      var first = cache.look("e");
      var second = cache.look("e");
      first.put("1");
      second.put("1");
      assertThat(cache.look("e").found()).contains("1");
    }
  }

  @Test
  void aMarkOfAKeyThatNobodyKnowsDoesNotStay() {
    var _ = one.look("made up");
    try (var client = RedisClient.create("127.0.0.1", server.port())) {
      assertThat(client.pttl("stoa:things:made up")).isBetween(1L, 10_000L);
    }
  }
}
