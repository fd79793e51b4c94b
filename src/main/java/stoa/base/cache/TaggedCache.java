package stoa.base.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies in this process, each under tags that name what it shows. Dropping a tag ends every copy
 * under it at once, also one that is still being made: it may show what was before.
 *
 * <p>No list of copies is kept for a tag. A copy knows when its making began, a tag (by its hash,
 * with others that happen to share it) when it was dropped last; a look compares the two.
 */
public final class TaggedCache<V> {
  private static final int STRIPES = 1 << 14;

  /** Who waits longer for another's copy makes one for themselves. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final long live;
  private final CacheMetrics metrics;
  private final com.github.benmanes.caffeine.cache.Cache<String, Copy<V>> copies;
  private final ConcurrentHashMap<String, CompletableFuture<Copy<V>>> making =
      new ConcurrentHashMap<>();

  /** Counts drops; the time by which copies and drops are compared. */
  private final AtomicLong drops = new AtomicLong();

  private final AtomicLongArray dropped = new AtomicLongArray(STRIPES);
  private volatile long allDropped;
  private volatile long longest;

  /** What was made, and all that it shows. */
  public record Made<V>(V value, Set<String> tags) {}

  private static final class Copy<V> {
    final V value;
    final int[] stripes;
    final long begun;
    final long at = System.nanoTime();

    Copy(Made<V> made, long begun) {
      this.value = made.value();
      this.stripes = made.tags().stream().mapToInt(TaggedCache::stripe).toArray();
      this.begun = begun;
    }
  }

  TaggedCache(
      String name, Duration live, long weight, Weigher<String, V> weigher, CacheMetrics metrics) {
    this.name = name;
    this.live = live.toNanos();
    this.longest = this.live;
    this.metrics = metrics;
    this.copies =
        Caffeine.newBuilder()
            .maximumWeight(weight)
            .weigher((String key, Copy<V> copy) -> weigher.weigh(key, copy.value))
            .build();
    metrics.watch(name);
  }

  String name() {
    return name;
  }

  /**
   * The copy, or what the maker makes; of those who ask for the same one at a time makes it. What
   * the maker throws is thrown to all who wait.
   */
  public V get(String key, Supplier<Made<V>> maker) {
    Copy<V> copy = copies.getIfPresent(key);
    if (copy != null && valid(copy)) {
      metrics.hit(name);
      return copy.value;
    }
    metrics.miss(name);
    return made(key, maker).value;
  }

  /** What the maker makes now, which is the copy from then on. */
  public V renewed(String key, Supplier<Made<V>> maker) {
    metrics.miss(name);
    return make(key, maker).value;
  }

  /** The copy, if there is a valid one. */
  public @Nullable V find(String key) {
    Copy<V> copy = copies.getIfPresent(key);
    if (copy == null || !valid(copy)) {
      return null;
    }
    metrics.hit(name);
    return copy.value;
  }

  /** Now, in the time by which copies and drops are compared. */
  public long now() {
    return drops.get();
  }

  /**
   * Keeps what was made elsewhere.
   *
   * @param begun {@link #now} before anything of it was read
   */
  public void keep(String key, Made<V> made, long begun) {
    copies.put(key, new Copy<>(made, begun));
  }

  private Copy<V> made(String key, Supplier<Made<V>> maker) {
    var mine = new CompletableFuture<Copy<V>>();
    var others = making.putIfAbsent(key, mine);
    if (others != null) {
      Copy<V> copy = await(others);
      return copy != null && valid(copy) ? copy : make(key, maker);
    }
    try {
      Copy<V> meanwhile = copies.getIfPresent(key);
      Copy<V> copy = meanwhile != null && valid(meanwhile) ? meanwhile : make(key, maker);
      mine.complete(copy);
      return copy;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      making.remove(key, mine);
    }
  }

  private static <V> @Nullable Copy<V> await(CompletableFuture<Copy<V>> others) {
    try {
      return others.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e);
    } catch (TimeoutException _) {
      return null;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private Copy<V> make(String key, Supplier<Made<V>> maker) {
    long begun = now();
    var copy = new Copy<>(maker.get(), begun);
    copies.put(key, copy);
    return copy;
  }

  private boolean valid(Copy<V> copy) {
    if (copy.begun < allDropped || System.nanoTime() - copy.at > longest) {
      return false;
    }
    for (int stripe : copy.stripes) {
      if (dropped.get(stripe) > copy.begun) {
        return false;
      }
    }
    return true;
  }

  void drop(Collection<String> tags) {
    if (tags.isEmpty()) {
      return;
    }
    long now = drops.incrementAndGet();
    tags.forEach(tag -> dropped.accumulateAndGet(stripe(tag), now, Math::max));
  }

  void dropAll() {
    allDropped = drops.incrementAndGet();
  }

  /** How long a copy may be used now; never longer than it was made for. */
  void limit(Duration most) {
    longest = Math.min(live, most.toNanos());
  }

  private static int stripe(String tag) {
    int hash = tag.hashCode();
    return (hash ^ (hash >>> 15)) & (STRIPES - 1);
  }
}
