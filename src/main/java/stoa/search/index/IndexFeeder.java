package stoa.search.index;

import java.util.ArrayList;
import java.util.List;

/**
 * From the database into an index: re-reads posts as they are now, so that twice is as good as
 * once.
 */
public final class IndexFeeder {
  /** Posts in one statement; long ones make a few megabytes. */
  private static final int CHUNK = 200;

  private final SearchQueries queries;
  private final SearchMetrics metrics;

  public IndexFeeder(SearchQueries queries, SearchMetrics metrics) {
    this.queries = queries;
    this.metrics = metrics;
  }

  void put(Store store, StreamQueries.Touched touched) {
    if (!touched.isEmpty()) {
      put(store, queries.touched(touched.posts(), touched.withTopics()));
    }
  }

  void put(Store store, List<Long> ids) {
    for (int from = 0; from < ids.size(); from += CHUNK) {
      var chunk = new ArrayList<>(ids.subList(from, Math.min(ids.size(), from + CHUNK)));
      var posts = queries.posts(chunk);
      store.put(posts);
      metrics.put.inc(posts.size());
    }
  }

  /** All posts with such ids. */
  void put(Store store, long from, long before) {
    var posts = queries.posts(from, before);
    store.put(posts);
    metrics.put.inc(posts.size());
  }
}
