package stoa.base.cache;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cache in this process. A key is its own tag: see {@link TaggedCache} for what is put late. */
final class LocalCache<V> implements Cache<V> {
  private final TaggedCache<V> copies;
  private final CacheMetrics metrics;

  LocalCache(TaggedCache<V> copies, CacheMetrics metrics) {
    this.copies = copies;
    this.metrics = metrics;
  }

  @Override
  public Place<V> look(String key) {
    long begun = copies.now();
    V found = copies.find(key);
    if (found == null) {
      metrics.miss(copies.name());
    }
    return new Here(key, begun, found);
  }

  @Override
  public Optional<Place<V>> ifLocal(String key) {
    var place = look(key);
    return place.found().isPresent() ? Optional.of(place) : Optional.empty();
  }

  @Override
  public void remove(Collection<String> keys) {
    copies.drop(keys);
  }

  private final class Here implements Place<V> {
    private final String key;
    private final long begun;
    private final @Nullable V found;

    Here(String key, long begun, @Nullable V found) {
      this.key = key;
      this.begun = begun;
      this.found = found;
    }

    @Override
    public Optional<V> found() {
      return Optional.ofNullable(found);
    }

    @Override
    public void put(V value) {
      copies.keep(key, new TaggedCache.Made<>(value, Set.of(key)), begun);
    }
  }
}
