package stoa.base.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.params.SetParams;

/** A cache in Redis. What Redis cannot answer counts as not there. */
final class RedisCache implements Cache {
  /** Larger ones would hold up all others on Redis's single thread. */
  static final int LARGEST = 512 * 1024;

  private final String name;
  private final Duration live;
  private final Redis redis;
  private final CacheMetrics metrics;

  RedisCache(String name, Duration live, Redis redis, CacheMetrics metrics) {
    this.name = name;
    this.live = live;
    this.redis = redis;
    this.metrics = metrics;
    metrics.watch(name);
  }

  @Override
  public Optional<String> get(String key) {
    var answer = redis.ask(client -> Optional.ofNullable(client.get(full(key))));
    if (answer.isEmpty()) {
      metrics.error(name);
      return Optional.empty();
    }
    if (answer.get().isPresent()) {
      metrics.hit(name);
    } else {
      metrics.miss(name);
    }
    return answer.get();
  }

  @Override
  public Optional<String> atHand(String key) {
    return Optional.empty();
  }

  @Override
  public void put(String key, String value) {
    if (value.length() > LARGEST) {
      return;
    }
    long millis = Math.round(live.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1));
    var _ = redis.ask(client -> client.set(full(key), value, SetParams.setParams().px(millis)));
  }

  @Override
  public void remove(String key) {
    redis.remove(full(key));
  }

  private String full(String key) {
    return redis.prefix() + name + ":" + key;
  }
}
