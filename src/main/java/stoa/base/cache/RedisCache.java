package stoa.base.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/**
 * A cache in Redis. What Redis cannot answer counts as not there. What was read from it is kept
 * near, in this process, for as long as it is there; see {@link NearCacheInvalidation}.
 */
final class RedisCache<V> implements Cache<V> {
  /** Larger ones would hold up all others on Redis's single thread. */
  static final int LARGEST = 512 * 1024;

  private final String name;
  private final Duration live;
  private final Codec<V> codec;
  private final Redis redis;
  private final NearCacheInvalidation removed;
  private final TaggedCache<Near<V>> near;
  private final CacheMetrics metrics;

  RedisCache(
      String name,
      Duration live,
      Codec<V> codec,
      Redis redis,
      NearCacheInvalidation removed,
      TaggedCache<Near<V>> near,
      CacheMetrics metrics) {
    this.name = name;
    this.live = live;
    this.codec = codec;
    this.redis = redis;
    this.removed = removed;
    this.near = near;
    this.metrics = metrics;
    metrics.watch(name);
  }

  /**
   * What was read.
   *
   * @param until the nanosecond at which Redis forgets it
   */
  record Near<V>(V value, long until) {}

  private record Answer(@Nullable String text, long millis) {}

  @Override
  public Optional<V> get(String key) {
    String full = full(key);
    var kept = kept(full);
    if (kept.isPresent()) {
      return kept;
    }
    metrics.miss(near.name());
    return read(full);
  }

  @Override
  public Optional<V> ifLocal(String key) {
    return kept(full(key));
  }

  private Optional<V> kept(String full) {
    if (!removed.hearing()) {
      return Optional.empty();
    }
    var found = near.find(full);
    return found == null || System.nanoTime() - found.until() > 0
        ? Optional.empty()
        : Optional.of(found.value());
  }

  private Optional<V> read(String full) {
    long begun = near.now();
    long now = System.nanoTime();
    var answer = redis.ask(client -> ask(client, full));
    if (answer.isEmpty()) {
      metrics.error(name);
      return Optional.empty();
    }
    var found = Optional.ofNullable(answer.get().text()).flatMap(codec::value);
    if (found.isEmpty()) {
      metrics.miss(name);
      return Optional.empty();
    }
    metrics.hit(name);
    long until = now + Duration.ofMillis(answer.get().millis()).toNanos();
    near.keep(full, new TaggedCache.Made<>(new Near<>(found.get(), until), Set.of(full)), begun);
    return found;
  }

  private static Answer ask(RedisClient client, String full) {
    try (var both = client.pipelined()) {
      var text = both.get(full);
      var millis = both.pttl(full);
      both.sync();
      return new Answer(text.get(), millis.get());
    }
  }

  @Override
  public void put(String key, V value) {
    String text = codec.text(value);
    if (text.length() > LARGEST) {
      return;
    }
    String full = full(key);
    long millis = Math.round(live.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1));
    var _ = redis.ask(client -> client.set(full, text, SetParams.setParams().px(millis)));
    near.drop(List.of(full));
  }

  @Override
  public void remove(Collection<String> keys) {
    if (!keys.isEmpty()) {
      removed.remove(keys.stream().map(this::full).toList());
    }
  }

  private String full(String key) {
    return redis.prefix() + name + ":" + key;
  }
}
