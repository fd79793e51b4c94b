package stoa.search.index;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** Searching and indexing, as figures. */
public final class SearchMetrics {
  public final Histogram seconds;
  public final Counter failed;
  final Gauge documents;
  final Gauge pending;
  final Counter put;
  final Counter mended;
  final Gauge building;
  final Counter keepFailures;

  public SearchMetrics(CollectorRegistry registry) {
    seconds =
        Histogram.build("forum_search_seconds", "Asking the index, without reading what it found.")
            .buckets(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2)
            .register(registry);
    failed =
        Counter.build("forum_search_failures_total", "Searches that the index did not answer.")
            .register(registry);
    documents =
        Gauge.build("forum_index_documents", "Posts that the index holds.").register(registry);
    pending =
        Gauge.build("forum_index_pending", "Events that are not yet in this server's index.")
            .register(registry);
    put =
        Counter.build("forum_index_posts_total", "Posts that were put into the index.")
            .register(registry);
    mended =
        Counter.build("forum_index_repairs_total", "Times that the index was opened or made anew.")
            .register(registry);
    keepFailures =
        Counter.build("forum_index_failures_total", "Times that the index could not be kept up.")
            .register(registry);
    building =
        Gauge.build("forum_index_building", "1 while the index is gone over or made anew.")
            .register(registry);
  }
}
