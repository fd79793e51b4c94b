package stoa.account;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that are used, until it is written down, many together: reading a page writes nothing.
 * What a crash loses is noted again at the member's next page.
 */
final class SessionUse {
  /** Some megabytes; more are noted when there is room again. */
  private static final int MOST = 20_000;

  private final ConcurrentHashMap<String, Use> waiting = new ConcurrentHashMap<>();
  private final SessionQueries queries;
  private final Gauge size;

  /** When a session was used last, and how long it lasts for that. */
  record Use(long account, Instant at, Instant expires) {}

  SessionUse(SessionQueries queries, CollectorRegistry registry) {
    this.queries = queries;
    this.size =
        Gauge.build("forum_sessions_seen_waiting", "Used sessions that are not yet written down.")
            .register(registry);
  }

  /**
   * @param key the token's hash, in hexadecimal digits
   */
  void note(String key, Use use) {
    if (waiting.mappingCount() < MOST) {
      waiting.put(key, use);
      size.set(waiting.size());
    }
  }

  /** Writes what waits, in one order; what cannot be written goes on waiting. */
  void flush() {
    var taken = new TreeMap<String, Use>();
    for (String key : waiting.keySet()) {
      Use use = waiting.remove(key);
      if (use != null) {
        taken.put(key, use);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      queries.seen(taken);
      size.set(waiting.size());
    } catch (RuntimeException e) {
      taken.forEach(waiting::putIfAbsent);
      throw e;
    }
  }
}
