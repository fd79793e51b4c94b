package stoa.base.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;
import static stoa.support.Eventually.within;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;
import stoa.base.Deadline;
import stoa.base.runtime.Breakers;
import stoa.base.runtime.Tasks;
import stoa.support.Alone;
import stoa.support.FaultProxy;
import stoa.support.ServerProcess;

/** What two servers keep of what they have read from one Redis. */
@Alone
final class NearCopiesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ServerProcess redis = ServerProcess.redis();
  private FaultProxy way;
  private Node one;
  private Node two;

  /** A server's caches. */
  private static final class Node implements AutoCloseable {
    final CollectorRegistry registry = new CollectorRegistry();
    final Tasks tasks = new Tasks(registry);
    final Redis redis;
    final Caches caches;
    final Cache<String> cache;

    Node(int port) {
      var breaker = new Breakers(registry, Duration.ofMillis(300)).make("redis", Redis::away);
      redis = new Redis("redis://127.0.0.1:" + port, 4, breaker, registry);
      caches = new Caches(redis, registry);
      cache = caches.cache("things", Duration.ofMinutes(1), 100, new Text());
      var _ = caches.start(tasks);
    }

    /** Reads it until it is kept. */
    void keeps(String key, String value) {
      soon("it is received what is removed", () -> cache.look(key).found().isPresent() && has(key));
      assertThat(cache.ifLocal(key).flatMap(Cache.Place::found)).contains(value);
    }

    boolean has(String key) {
      return cache.ifLocal(key).isPresent();
    }

    double commands() {
      return registry.getSampleValue("forum_redis_command_duration_seconds_count");
    }

    @Override
    public void close() {
      tasks.stop(Deadline.in(SECOND));
      redis.stop(Deadline.in(SECOND));
    }
  }

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

  @BeforeEach
  void open() throws Exception {
    way = new FaultProxy(redis.port());
    one = new Node(redis.port());
    two = new Node(way.port());
  }

  @AfterEach
  void close() throws Exception {
    two.close();
    one.close();
    way.close();
    redis.close();
  }

  @Test
  void whatWasReadIsAtHandAndAsksRedisNoMore() {
    one.cache.look("a").put("1");
    two.keeps("a", "1");
    double before = two.commands();
    for (int i = 0; i < 100; i++) {
      assertThat(two.cache.look("a").found()).contains("1");
    }
    assertThat(two.commands()).isEqualTo(before);
    assertThat(
            two.registry.getSampleValue(
                "forum_cache_requests_total",
                new String[] {"cache", "result"},
                new String[] {"things_near", "hit"}))
        .isGreaterThanOrEqualTo(100);
  }

  @Test
  void whatIsRemovedIsKeptNowhereOnceThatIsSaid() {
    two.cache.look("first").put("1");
    one.keeps("first", "1");
    two.keeps("first", "1");
    for (int i = 0; i < 200; i++) {
      String key = "a" + i;
      one.cache.look(key).put("1");
      one.keeps(key, "1");
      two.keeps(key, "1");
      one.cache.remove(List.of(key));
      assertThat(two.cache.ifLocal(key)).isEmpty();
      assertThat(one.cache.ifLocal(key)).isEmpty();
      assertThat(two.cache.look(key).found()).isEmpty();
    }
  }

  /** An answer that nobody expects would end it, and with it all that is kept. */
  @Test
  void itHearsOnOneConnection() {
    try (var client = RedisClient.create("127.0.0.1", redis.port())) {
      soon("many pings", () -> calls(client, "ping") > 40);
      assertThat(calls(client, "subscribe")).isEqualTo(2);
    }
  }

  private static int calls(RedisClient client, String command) {
    String found = client.info("commandstats").replaceAll("(?s).*_" + command + ":calls=", "");
    return Integer.parseInt("0" + found.replaceAll("(?s)[^0-9].*", ""));
  }

  @Test
  void whoHearsNothingKeepsNothingAndNobodyWaitsLong() throws Exception {
    one.cache.look("a").put("1");
    one.keeps("a", "1");
    two.keeps("a", "1");
    way.set(FaultProxy.Mode.HOLE);
    long begun = System.nanoTime();
    one.cache.remove(List.of("a"));
    assertThat(two.cache.ifLocal("a")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SECOND.plusMillis(500));
    assertThat(one.registry.getSampleValue("forum_redis_unconfirmed_total")).isEqualTo(1);
    way.set(FaultProxy.Mode.PASS);
    one.cache.look("b").put("2");
    within(
        Duration.ofSeconds(10),
        "it listens again",
        () -> two.cache.look("b").found().isPresent() && two.has("b"));
    assertThat(two.cache.look("a").found()).isEmpty();
  }

  @Test
  void whatRedisHasLostIsKeptByNobody() {
    one.cache.look("a").put("1");
    two.keeps("a", "1");
    redis.kill();
    within(SECOND, "it is noticed", () -> !two.has("a"));
    redis.start();
    one.cache.look("b").put("2");
    within(
        Duration.ofSeconds(10),
        "it listens again",
        () -> {
          one.cache.look("b").put("2");
          return two.cache.look("b").found().isPresent() && two.has("b");
        });
    assertThat(two.cache.look("a").found()).isEmpty();
  }

  @Test
  void nothingIsKeptLongerThanRedisKeepsIt() {
    try (var client = RedisClient.create("127.0.0.1", redis.port())) {
      soon(
          "it is kept",
          () -> {
            client.set("stoa:things:a", "1", SetParams.setParams().px(500));
            return one.cache.look("a").found().isPresent() && one.has("a");
          });
      within(SECOND, "it ends", () -> one.cache.look("a").found().isEmpty());
      assertThat(one.has("a")).isFalse();
    }
  }

  @Test
  void whatIsPutAnewReplacesWhatThisServerKept() {
    one.cache.look("a").put("1");
    one.keeps("a", "1");
    one.cache.look("a").put("2");
    assertThat(one.cache.look("a").found()).contains("2");
  }
}
