package stoa.base.cache;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;

/** How often caches help. */
final class CacheMetrics {
  private final Counter requests;

  CacheMetrics(CollectorRegistry registry) {
    requests =
        Counter.build("forum_cache_requests_total", "Questions to a cache, by its answer.")
            .labelNames("cache", "result")
            .register(registry);
  }

  void watch(String cache) {
    requests.labels(cache, "hit");
    requests.labels(cache, "miss");
    requests.labels(cache, "error");
  }

  void hit(String cache) {
    requests.labels(cache, "hit").inc();
  }

  void miss(String cache) {
    requests.labels(cache, "miss").inc();
  }

  void error(String cache) {
    requests.labels(cache, "error").inc();
  }
}
