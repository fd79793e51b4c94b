package stoa.base.cache;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Weigher;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stoa.base.runtime.Stoppable;
import stoa.base.runtime.Tasks;
import stoa.event.Tags;

/**
 * Makes the caches: in Redis where there is one, shared by all servers; else in this process. What
 * changed is said here by its tags, and copies of it end.
 */
public final class Caches {
  private final @Nullable Redis redis;

  /** Copies may be outdated by so much while no changes can be received. */
  private static final Duration NOT_LISTENING = Duration.ofSeconds(1);

  private final CacheMetrics metrics;
  private final List<TaggedCache<?>> tagged = new CopyOnWriteArrayList<>();
  private final List<Consumer<Collection<String>>> watchers = new CopyOnWriteArrayList<>();
  private final Near near = new Near();
  private final @Nullable NearCacheInvalidation removed;

  /**
   * @param redis null for caches in this process
   */
  public Caches(@Nullable Redis redis, CollectorRegistry registry) {
    this.redis = redis;
    this.metrics = new CacheMetrics(registry);
    this.removed = redis == null ? null : new NearCacheInvalidation(redis, near, registry);
  }

  /** Begins to listen for what other servers remove; until then nothing read from Redis is kept. */
  public Stoppable start(Tasks tasks) {
    return removed == null ? _ -> {} : removed.start(tasks);
  }

  /**
   * A cache of that name.
   *
   * @param live how long a copy may be used; up to a fifth shorter, so that copies that were made
   *     together do not end together
   * @param most entries that are kept in this process
   */
  public <V> Cache<V> cache(String name, Duration live, int most, Cache.Codec<V> codec) {
    if (redis == null || removed == null) {
      return local(name, live, most);
    }
    var copies =
        new TaggedCache<RedisCache.Near<V>>(name + "_near", live, most, (_, _) -> 1, metrics);
    near.caches.add(copies);
    return new RedisCache<>(name, live, codec, redis, removed, copies, metrics);
  }

  /** A cache that each server has for itself, with Redis too. */
  public <V> Cache<V> local(String name, Duration live, int most) {
    return new LocalCache<>(new TaggedCache<>(name, live, most, (_, _) -> 1, metrics), metrics);
  }

  /** What this server has read from Redis, each under its key there. */
  private static final class Near implements NearCacheInvalidation.Copies {
    final List<TaggedCache<?>> caches = new CopyOnWriteArrayList<>();

    @Override
    public void drop(Collection<String> keys) {
      caches.forEach(cache -> cache.drop(keys));
    }

    @Override
    public void dropAll() {
      caches.forEach(TaggedCache::dropAll);
    }
  }

  /**
   * A cache in this process whose copies end with their tags.
   *
   * @param live how long a copy may be used in any case
   * @param weight what all copies together may weigh
   */
  public <V> TaggedCache<V> tagged(
      String name, Duration live, long weight, Weigher<String, V> weigher) {
    var made = new TaggedCache<>(name, live, weight, weigher, metrics);
    tagged.add(made);
    return made;
  }

  /** Lists that end with their tag. */
  public <T> SharedCache<T> list(String name, Duration live, int most, TypeReference<T> type) {
    var shared = redis == null ? null : new RedisTagStore(name, live, redis);
    return new SharedCache<>(this.<T>tagged(name, live, most, (_, _) -> 1), shared, type);
  }

  /**
   * Tells somebody of all that changes, in this process and, as soon as it is received, elsewhere.
   *
   * @param watcher waits for nothing
   */
  public void watch(Consumer<Collection<String>> watcher) {
    watchers.add(watcher);
  }

  /** Ends the copies that show any of these, in this process. */
  public void changed(Collection<String> tags) {
    watchers.forEach(watcher -> watcher.accept(tags));
    if (tags.contains(Tags.ALL)) {
      tagged.forEach(TaggedCache::dropAll);
    } else {
      tagged.forEach(cache -> cache.drop(tags));
    }
  }

  /** Ends the copies that all servers share. */
  public void changedForAll(Collection<String> tags) {
    if (redis != null) {
      RedisTagStore.drop(redis, tags);
    }
  }

  /** Whether changes are received. What was missed until now may have been any. */
  public void listening(boolean listens) {
    tagged.forEach(cache -> {
      cache.limit(listens ? Duration.ofNanos(Long.MAX_VALUE) : NOT_LISTENING);
      cache.dropAll();
    });
    if (listens) { // until then those who serve bad days need what they have
      watchers.forEach(watcher -> watcher.accept(Set.of(Tags.ALL)));
    }
  }

  /** Counts that all servers share; empty where there is no Redis. */
  public Optional<SharedCounts> counts() {
    return Optional.ofNullable(redis).map(SharedCounts::new);
  }
}
