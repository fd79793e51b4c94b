package stoa.base.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/**
 * A cache in Redis. What Redis cannot answer counts as not there. What was read from it is kept
 * near, in this process, for as long as it is there; see {@link NearCacheInvalidation}.
 *
 * <p>A copy takes the place of exactly the text that was there when it was looked at. Where there
 * was none, the look leaves a random mark, which a removal takes away like any copy: so one that
 * was read from the database before the removal finds its place gone, on whichever server.
 */
final class RedisCache<V> implements Cache<V> {
  /** Larger ones would hold up all others on Redis's single thread. */
  static final int LARGEST = 512 * 1024;

  /** No codec's text begins so. */
  private static final String MARK = "\0";

  /** What takes longer to read is not kept. Short, because any made-up key leaves a mark. */
  private static final Duration MARK_LIVES = Duration.ofSeconds(10);

  private static final String REPLACE =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
      end
      return 1
      """;

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
   * @param text as it stands in Redis
   * @param until the nanosecond at which Redis forgets it
   */
  record Near<V>(V value, String text, long until) {}

  private record Answer(@Nullable String text, long millis) {}

  @Override
  public Place<V> look(String key) {
    String full = full(key);
    var kept = kept(full);
    if (kept.isPresent()) {
      return kept.get();
    }
    metrics.miss(near.name());
    return read(full);
  }

  @Override
  public Optional<Place<V>> ifLocal(String key) {
    return kept(full(key));
  }

  private Optional<Place<V>> kept(String full) {
    if (!removed.upToDate()) {
      return Optional.empty();
    }
    var found = near.find(full);
    return found == null || System.nanoTime() - found.until() > 0
        ? Optional.empty()
        : Optional.of(new There(full, found.text(), found.value()));
  }

  private Place<V> read(String full) {
    long begun = near.now();
    long now = System.nanoTime();
    var answer = redis.ask(client -> ask(client, full));
    if (answer.isEmpty()) {
      metrics.error(name);
      return new There(full, "", null);
    }
    String text = answer.get().text();
    if (text == null || text.startsWith(MARK)) {
      metrics.miss(name);
      return new There(full, text == null ? marked(full) : text, null);
    }
    var found = codec.value(text);
    if (found.isEmpty()) {
      metrics.miss(name);
      return new There(full, text, null);
    }
    metrics.hit(name);
    long until = now + Duration.ofMillis(answer.get().millis()).toNanos();
    var copy = new Near<>(found.get(), text, until);
    near.keep(full, new TaggedCache.Made<>(copy, Set.of(full)), begun);
    return new There(full, text, copy.value());
  }

  private static Answer ask(RedisClient client, String full) {
    try (var both = client.pipelined()) {
      var text = both.get(full);
      var millis = both.pttl(full);
      both.sync();
      return new Answer(text.get(), millis.get());
    }
  }

  /** A new mark; empty where somebody else was faster, whose copy will do. */
  private String marked(String full) {
    String mark = MARK + UUID.randomUUID();
    var only = SetParams.setParams().nx().px(MARK_LIVES.toMillis());
    return redis.ask(client -> client.set(full, mark, only) != null).orElse(false) ? mark : "";
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

  private final class There implements Place<V> {
    private final String full;
    private final String seen;
    private final @Nullable V found;

    /**
     * @param seen what stood there; empty where nothing can be put
     */
    There(String full, String seen, @Nullable V found) {
      this.full = full;
      this.seen = seen;
      this.found = found;
    }

    @Override
    public Optional<V> found() {
      return Optional.ofNullable(found);
    }

    @Override
    public void put(V value) {
      String text = codec.text(value);
      if (seen.isEmpty() || text.length() > LARGEST) {
        return;
      }
      long millis = Math.round(live.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1));
      var _ =
          redis.ask(
              client -> client.eval(REPLACE, List.of(full), List.of(seen, text, "" + millis)));
      near.drop(List.of(full));
    }
  }
}
