package stoa.base.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** A cache in this process. */
final class LocalCache<V> implements Cache<V> {
  private final String name;
  private final com.github.benmanes.caffeine.cache.Cache<String, V> copies;
  private final CacheMetrics metrics;

  LocalCache(String name, Duration live, int most, CacheMetrics metrics) {
    this.name = name;
    this.metrics = metrics;
    this.copies = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(live).build();
    metrics.watch(name);
  }

  @Override
  public Optional<V> get(String key) {
    var found = Optional.ofNullable(copies.getIfPresent(key));
    if (found.isPresent()) {
      metrics.hit(name);
    } else {
      metrics.miss(name);
    }
    return found;
  }

  @Override
  public Optional<V> ifLocal(String key) {
    return get(key);
  }

  @Override
  public void put(String key, V value) {
    copies.put(key, value);
  }

  @Override
  public void remove(Collection<String> keys) {
    copies.invalidateAll(keys);
  }
}
