package stoa.base.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.params.SetParams;

/** A cache in Redis. What Redis cannot answer counts as not there. */
final class RedisCache<V> implements Cache<V> {
  /** Larger ones would hold up all others on Redis's single thread. */
  static final int LARGEST = 512 * 1024;

  private final String name;
  private final Duration live;
  private final Codec<V> codec;
  private final Redis redis;
  private final CacheMetrics metrics;

  RedisCache(String name, Duration live, Codec<V> codec, Redis redis, CacheMetrics metrics) {
    this.name = name;
    this.live = live;
    this.codec = codec;
    this.redis = redis;
    this.metrics = metrics;
    metrics.watch(name);
  }

  @Override
  public Optional<V> get(String key) {
    var answer = redis.ask(client -> Optional.ofNullable(client.get(full(key))));
    if (answer.isEmpty()) {
      metrics.error(name);
      return Optional.empty();
    }
    var found = answer.get().flatMap(codec::value);
    if (found.isPresent()) {
      metrics.hit(name);
    } else {
      metrics.miss(name);
    }
    return found;
  }

  @Override
  public Optional<V> atHand(String key) {
    return Optional.empty();
  }

  @Override
  public void put(String key, V value) {
    String text = codec.text(value);
    if (text.length() > LARGEST) {
      return;
    }
    long millis = Math.round(live.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1));
    var _ = redis.ask(client -> client.set(full(key), text, SetParams.setParams().px(millis)));
  }

  @Override
  public void remove(String key) {
    redis.remove(full(key));
  }

  private String full(String key) {
    return redis.prefix() + name + ":" + key;
  }
}
