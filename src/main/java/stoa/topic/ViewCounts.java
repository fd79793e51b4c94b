package stoa.topic;

import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts who looks at a topic without writing while he looks: the counts wait here and go to the
 * database together. A crash loses those of the last seconds, and only those.
 */
final class ViewCounts {
  private final ConcurrentHashMap<Long, Integer> waiting = new ConcurrentHashMap<>();
  private final TopicQueries queries;

  ViewCounts(TopicQueries queries) {
    this.queries = queries;
  }

  void viewed(long topicId) {
    waiting.merge(topicId, 1, Integer::sum);
  }

  /** Writes what waits; what cannot be written goes on waiting. */
  void flush() {
    var taken = new TreeMap<Long, Integer>();
    for (Long topic : waiting.keySet()) {
      Integer views = waiting.remove(topic);
      if (views != null) {
        taken.put(topic, views);
      }
    }
    try {
      queries.addViews(taken);
    } catch (RuntimeException e) {
      taken.forEach((topic, views) -> waiting.merge(topic, views, Integer::sum));
      throw e;
    }
  }
}
