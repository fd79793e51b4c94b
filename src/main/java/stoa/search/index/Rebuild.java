package stoa.search.index;

import stoa.base.Deadline;

/** Makes the index anew beside the old one, which goes on meanwhile, and puts it in its place. */
final class Rebuild {
  private static final int EVENTS = 500;

  private final StreamQueries stream;
  private final IndexFeeder feed;
  private final Index index;
  private final Index.Shadow beside;
  private final Backfill sweep;
  private final long begun;

  Rebuild(
      SearchQueries queries,
      StreamQueries stream,
      IndexFeeder feed,
      Index index,
      IndexingThreads hands) {
    this.stream = stream;
    this.feed = feed;
    this.index = index;
    this.begun = stream.lastPlace();
    this.beside = index.beside();
    this.sweep = new Backfill(queries, feed, beside, hands);
  }

  /** Goes on until the deadline; answers whether the new one has taken over. */
  boolean step(Deadline deadline) {
    if (!sweep.step(deadline)) {
      return false;
    }
    long place = follow(beside, begun);
    beside.takeOver(place);
    // What changed in between went to the old one only, where others than this thread write.
    long _ = follow(index, place);
    index.refresh();
    return true;
  }

  private long follow(Store store, long from) {
    long place = from;
    while (true) {
      var changes = stream.after(place, EVENTS);
      if (changes.upTo() == place) {
        return place;
      }
      feed.put(store, changes.touched());
      place = changes.upTo();
    }
  }

  double progress() {
    return sweep.progress();
  }

  void giveUp() {
    beside.discard();
  }
}
