package stoa.base.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.params.SetParams;

/**
 * Copies in Redis that end with their tag. Each tag has a mark there, made anew after it was
 * dropped; a copy carries the mark that was read before the copy was made. So one that was made of
 * older rows than the drop is never taken for good, whichever server puts it there and however
 * late.
 */
final class RedisTagStore {
  private static final Duration MARK = Duration.ofDays(1);

  private final String name;
  private final Duration live;
  private final Redis redis;

  RedisTagStore(String name, Duration live, Redis redis) {
    this.name = name;
    this.live = live;
    this.redis = redis;
  }

  /**
   * Where a copy is, or may be put.
   *
   * @param mark empty where Redis is away
   * @param text the valid copy that is there
   */
  record Place(String key, String mark, Optional<String> text) {}

  Place place(String tag, String key) {
    String full = redis.prefix() + name + ":" + key;
    var both = redis.ask(client -> client.mget(mark(redis, tag), full)).orElse(List.of());
    if (both.isEmpty()) {
      return new Place(full, "", Optional.empty());
    }
    String mark = both.getFirst() == null ? marked(tag) : both.getFirst();
    String found = both.getLast();
    boolean valid = found != null && !mark.isEmpty() && found.startsWith(mark + "\n");
    return new Place(
        full, mark, valid ? Optional.of(found.substring(mark.length() + 1)) : Optional.empty());
  }

  /** A new mark, or that of who was faster. */
  private String marked(String tag) {
    String mark = UUID.randomUUID().toString();
    var only = SetParams.setParams().nx().px(MARK.toMillis());
    return redis
        .ask(client -> {
          String key = mark(redis, tag);
          return client.set(key, mark, only) != null
              ? mark
              : Optional.ofNullable(client.get(key)).orElse("");
        })
        .orElse("");
  }

  void put(Place place, String text) {
    if (!place.mark().isEmpty() && text.length() <= RedisCache.LARGEST) {
      var time = SetParams.setParams().px(live.toMillis());
      var _ = redis.ask(client -> client.set(place.key(), place.mark() + "\n" + text, time));
    }
  }

  static void drop(Redis redis, Collection<String> tags) {
    tags.forEach(tag -> redis.remove(List.of(mark(redis, tag))));
  }

  private static String mark(Redis redis, String tag) {
    return redis.prefix() + "mark:" + tag;
  }
}
