package stoa.reading;

import static stoa.schema.Tables.TOPIC;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import stoa.base.db.Db;

/**
 * Counts who looks at a topic without writing while he looks: the counts wait here and go to the
 * database together. A crash loses those of the last seconds, and only those.
 */
final class ViewCounts {
  private final ConcurrentHashMap<Long, Integer> waiting = new ConcurrentHashMap<>();
  private final Db db;

  ViewCounts(Db db) {
    this.db = db;
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
      add(taken);
    } catch (RuntimeException e) {
      taken.forEach((topic, views) -> waiting.merge(topic, views, Integer::sum));
      throw e;
    }
  }

  private void add(SortedMap<Long, Integer> views) {
    if (views.isEmpty()) {
      return;
    }
    db.change(tx -> {
      var batch =
          tx.sql()
              .batch(
                  tx.sql()
                      .update(TOPIC)
                      .set(TOPIC.VIEW_COUNT, TOPIC.VIEW_COUNT.plus((Long) null))
                      .where(TOPIC.ID.eq((Long) null)));
      for (var view : views.entrySet()) {
        batch = batch.bind((long) view.getValue(), view.getKey());
      }
      batch.execute();
    });
  }
}
