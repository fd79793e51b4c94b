package stoa.reading;

import static stoa.schema.Tables.TOPIC;

import java.util.SortedMap;
import stoa.base.db.Db;
import stoa.base.runtime.WriteBehind;
import stoa.base.runtime.WriteBehinds;

/** Counts who looks at a topic without writing while they look. */
final class ViewCounts {
  private final WriteBehind<Long, Integer> waiting;
  private final Db db;

  ViewCounts(Db db, WriteBehinds writeBehinds) {
    this.db = db;
    this.waiting = writeBehinds.make("views", Integer::sum, this::add);
  }

  void viewed(long topicId) {
    waiting.add(topicId, 1);
  }

  void flush() {
    waiting.flush();
  }

  private void add(SortedMap<Long, Integer> views) {
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
