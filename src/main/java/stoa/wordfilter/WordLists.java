package stoa.wordfilter;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.wordfilter.match.Word;

/** What administrators change in the lists, and what moderators decide about posts. */
final class WordLists {
  private final Db db;
  private final WordQueries queries;
  private final LoadedWords lists;
  private final InstantSource clock;

  WordLists(Db db, WordQueries queries, LoadedWords lists, InstantSource clock) {
    this.db = db;
    this.queries = queries;
    this.lists = lists;
    this.clock = clock;
  }

  /** Adds words; those that are there already get the new action. */
  void put(Viewer.Member administrator, List<Word> words) {
    change(administrator, tx -> queries.put(tx, words, administrator.id(), clock.instant()));
  }

  void delete(Viewer.Member administrator, long id) {
    change(administrator, tx -> queries.delete(tx, id));
  }

  void allow(Viewer.Member administrator, List<String> words) {
    change(administrator, tx -> queries.allow(tx, words, administrator.id(), clock.instant()));
  }

  void disallow(Viewer.Member administrator, long id) {
    change(administrator, tx -> queries.disallow(tx, id));
  }

  void exempt(Viewer.Member administrator, WordQueries.Exemption exemption) {
    change(administrator, tx -> queries.exempt(tx, exemption, administrator.id(), clock.instant()));
  }

  void endExemption(Viewer.Member administrator, long id) {
    change(administrator, tx -> queries.endExemption(tx, id));
  }

  private void change(Viewer.Member administrator, Consumer<Tx> change) {
    db.change(tx -> {
      queries.changed(tx, administrator.id(), clock.instant());
      change.accept(tx);
      tx.emit(new Event.WordsChanged(administrator.id()));
    });
    lists.refresh();
  }
}
