package stoa.base.cache;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Counts that all servers share, each within a window of time. */
public final class SharedCounts {
  /**
   * Counts up and, at the first, begins the window: in one step, so that no count stays for ever.
   */
  private static final String COUNT =
      """
      local n = redis.call('INCRBY', KEYS[1], ARGV[1])
      if n == tonumber(ARGV[1]) or redis.call('PTTL', KEYS[1]) < 0 then
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
      end
      return n
      """;

  private final Redis redis;

  SharedCounts(Redis redis) {
    this.redis = redis;
  }

  /**
   * Adds to a count.
   *
   * @param change 0 to look at it only
   * @return the new count; empty where Redis is away
   */
  public OptionalLong add(String name, int change, Duration window) {
    var answer =
        redis.ask(client ->
            client.eval(
                COUNT,
                List.of(redis.prefix() + "count:" + name),
                List.of("" + change, "" + window.toMillis())));
    return answer.isPresent() && answer.get() instanceof Long count
        ? OptionalLong.of(count)
        : OptionalLong.empty();
  }
}
