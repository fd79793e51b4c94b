package stoa.search.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.search.index.Hits;
import stoa.search.index.IndexFault;
import stoa.search.index.IndexedPost;
import stoa.search.index.Indexer;
import stoa.search.index.OwnIndex;
import stoa.search.query.SearchRequest;

/**
 * The index of one server, in its own folder. Anybody may search; everything else is for the one
 * thread of {@link Indexer}.
 */
public final class LuceneIndex implements OwnIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  /** What a crash may cost is done again from the events, so this may be long. */
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(10);

  private final LuceneFolders folders;
  private volatile LuceneStore current;
  private volatile boolean suspect;
  private Deadline nextCommit = Deadline.in(COMMIT_EVERY);

  public LuceneIndex(LuceneFolders folders) {
    this.folders = folders;
    this.current = folders.open();
  }

  @Override
  public Hits search(SearchRequest wanted, Deadline deadline) {
    var asked = current;
    try {
      return asked.search(wanted, deadline);
    } catch (IndexFault e) {
      if (e.getCause() instanceof AlreadyClosedException && asked != current) {
        return current.search(wanted, deadline); // another took over in that moment
      }
      suspect |= e.getCause() instanceof IOException;
      throw e;
    }
  }

  @Override
  public void put(List<IndexedPost> posts) {
    current.put(posts);
  }

  @Override
  public void remove(long from, long before) {
    current.remove(from, before);
  }

  @Override
  public void refresh() {
    current.refresh();
  }

  @Override
  public Map<Long, Long> counts(long from, long before, int size) {
    return current.counts(from, before, size);
  }

  @Override
  public long documents() {
    return current.documents();
  }

  @Override
  public boolean outdated() {
    return current.outdated();
  }

  @Override
  public long place() {
    return current.place();
  }

  @Override
  public void moveTo(long place) {
    current.moveTo(place);
  }

  @Override
  public void commitIfDue() {
    if (nextCommit.passed()) {
      commit();
    }
  }

  private void commit() {
    current.complete();
    nextCommit = Deadline.in(COMMIT_EVERY);
  }

  @Override
  public boolean check() {
    suspect = true;
    return mend();
  }

  @Override
  public boolean mend() {
    if (!current.writable()) {
      LOG.warn("the search index had to be opened again; it goes on from its last commit");
      closeQuietly(current);
      current = folders.open();
      return false;
    }
    if (!suspect) {
      return true;
    }
    suspect = false;
    try {
      current.check();
      return true;
    } catch (IndexFault e) {
      LOG.warn("the search index is damaged and is made anew: {}", e.getMessage());
      beginAnew();
      return false;
    }
  }

  @Override
  public void beginAnew() {
    var damaged = current;
    closeQuietly(damaged);
    folders.setAside(damaged.folder());
    current = folders.fresh(true);
  }

  @Override
  public void compact() {
    current.compact();
  }

  private static void closeQuietly(LuceneStore store) {
    try {
      store.close();
    } catch (IndexFault e) {
      LOG.debug("closing a damaged index", e);
    }
  }

  @Override
  public Shadow beside() {
    return new Second(folders.fresh(false));
  }

  private final class Second implements Shadow {
    private final LuceneStore store;

    Second(LuceneStore store) {
      this.store = store;
    }

    @Override
    public void put(List<IndexedPost> posts) {
      store.put(posts);
    }

    @Override
    public void remove(long from, long before) {
      store.remove(from, before);
    }

    @Override
    public void refresh() {
      store.refresh();
    }

    @Override
    public Map<Long, Long> counts(long from, long before, int size) {
      return store.counts(from, before, size);
    }

    @Override
    public void takeOver(long place) {
      store.moveTo(place);
      store.complete();
      store.settle();
      store.refresh();
      var old = current;
      current = store;
      closeQuietly(old);
      folders.delete(old.folder());
    }

    @Override
    public void discard() {
      closeQuietly(store);
      folders.delete(store.folder());
    }
  }

  @Override
  public void stop(Deadline deadline) {
    try {
      commit();
    } finally {
      closeQuietly(current);
    }
  }
}
