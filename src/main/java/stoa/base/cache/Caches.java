package stoa.base.cache;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the caches: in Redis where there is one, shared by all servers; else in this process. */
public final class Caches {
  private final @Nullable Redis redis;
  private final CacheMetrics metrics;

  /**
   * @param redis null for caches in this process
   */
  public Caches(@Nullable Redis redis, CollectorRegistry registry) {
    this.redis = redis;
    this.metrics = new CacheMetrics(registry);
  }

  /**
   * A cache of that name.
   *
   * @param live how long a copy may be used; up to a fifth shorter, so that copies that were made
   *     together do not end together
   * @param most entries that are kept in this process, where there is no Redis
   */
  public Cache cache(String name, Duration live, int most) {
    return redis == null
        ? new LocalCache(name, live, most, metrics)
        : new RedisCache(name, live, redis, metrics);
  }

  /** Counts that all servers share; empty where there is no Redis. */
  public Optional<SharedCounts> counts() {
    return Optional.ofNullable(redis).map(SharedCounts::new);
  }
}
