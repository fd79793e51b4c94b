package stoa.search.index;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.Refused;
import stoa.base.runtime.Stoppable;

/**
 * Keeps an index as the database is, in one thread and in short steps: new events first, so that a
 * new post is found at once whatever else there is to do.
 */
public final class Indexer implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /** How much of the other work is done between two looks at the events. */
  private static final Duration STEP = Duration.ofMillis(500);

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int EVENTS = 500;

  /** As many times as long as following took is waited before it follows again. */
  private static final int REST = 40;

  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final Index index;

  /** The same, where it has a place of its own in the stream of events. */
  private final @Nullable OwnIndex own;

  private final SearchQueries queries;
  private final StreamQueries stream;
  private final IndexFeeder feed;
  private final SearchMetrics metrics;
  private final ReindexRequest wish;
  private final IndexingThreads hands;
  private final Runnable changed;
  private final ReentrantLock working = new ReentrantLock();
  private boolean stopped;
  private boolean checked;
  private volatile boolean filling;
  private @Nullable Backfill sweep;
  private @Nullable Rebuild rebuild;
  private boolean failing;
  private Deadline pause = Deadline.in(Duration.ZERO);
  private Deadline rest = Deadline.in(Duration.ZERO);
  private Deadline nextSweep = Deadline.in(Duration.ZERO);

  /**
   * @param wish whether it is to be made anew
   * @param hands what goes over all posts
   * @param changed told when other posts are found from now on
   */
  public Indexer(
      Index index,
      SearchQueries queries,
      StreamQueries stream,
      IndexFeeder feed,
      SearchMetrics metrics,
      ReindexRequest wish,
      IndexingThreads hands,
      Runnable changed) {
    this.index = index;
    this.own = index instanceof OwnIndex its ? its : null;
    this.queries = queries;
    this.stream = stream;
    this.feed = feed;
    this.metrics = metrics;
    this.wish = wish;
    this.hands = hands;
    this.changed = changed;
  }

  /** For a periodic job. */
  public void run() {
    working.lock();
    try {
      if (!stopped && pause.passed()) {
        step();
        failing = false;
      }
    } catch (IndexFault | Refused e) {
      failed(e);
    } finally {
      working.unlock();
    }
  }

  /** Logged once: the index or the database is away, and both are asked again soon. */
  private void failed(RuntimeException e) {
    pause = Deadline.in(PAUSE);
    metrics.keepFailures.inc();
    if (!failing) {
      LOG.warn("the search index cannot be kept up for now: {}", e.toString());
    }
    failing = true;
  }

  private void step() {
    if (own != null) {
      mend(own);
      follow(own);
    }
    var deadline = Deadline.in(STEP);
    if (sweep == null && rebuild == null) {
      beginIfDue();
    }
    metrics.building.set(sweep != null || rebuild != null ? 1 : 0);
    if (rebuild != null) {
      goOn(rebuild, deadline);
    } else if (sweep != null) {
      goOn(sweep, deadline);
    }
    filling = sweep != null && sweep.repaired() > 0;
    if (own != null) {
      own.commitIfDue();
    }
    if (own != null || metrics.building.get() != 0) {
      metrics.documents.set((double) index.documents());
    }
  }

  private void mend(OwnIndex its) {
    boolean well = checked ? its.mend() : its.check();
    checked = true;
    if (!well) {
      metrics.mended.inc();
      sweepSoon();
    }
  }

  private void sweepSoon() {
    sweep = null;
    nextSweep = Deadline.in(Duration.ZERO);
  }

  /**
   * Puts in what the events after its place have changed. Each time makes a small part of its own,
   * which is merged with others later: while much is written, less often.
   */
  private void follow(OwnIndex its) {
    if (!rest.passed()) {
      return;
    }
    long begun = System.nanoTime();
    long pending = put(its);
    Duration took = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(REST);
    if (pending < EVENTS) {
      rest = Deadline.in(took.compareTo(LONGEST_REST) < 0 ? took : LONGEST_REST);
    }
  }

  /** How many events there are still. */
  private long put(OwnIndex its) {
    if (its.place() == OwnIndex.NO_PLACE) {
      its.moveTo(stream.lastPlace());
      sweepSoon();
    }
    var changes = stream.after(its.place(), EVENTS);
    if (changes.gap()) {
      LOG.warn("the search index is older than the events that are kept; it is made anew");
      metrics.mended.inc();
      its.beginAnew();
      return 0; // its place is found the next time
    }
    if (changes.upTo() > its.place()) {
      feed.put(its, changes.touched());
      its.moveTo(changes.upTo());
      its.refresh();
      changed.run();
    }
    long pending = Math.max(0, stream.lastPlace() - its.place());
    metrics.pending.set((double) pending);
    return pending;
  }

  private void beginIfDue() {
    if (wish.taken()) {
      LOG.info("the search index is made anew, as was asked for");
      rebuild = new Rebuild(queries, stream, feed, index, hands);
    } else if (nextSweep.passed() && index.outdated()) {
      LOG.info("the search index is of another version and is made anew; it is asked meanwhile");
      rebuild = new Rebuild(queries, stream, feed, index, hands);
    } else if (nextSweep.passed()) {
      sweep = new Backfill(queries, feed, index, hands);
    }
  }

  private void goOn(Rebuild running, Deadline deadline) {
    try {
      if (running.step(deadline)) {
        rebuild = null;
        wish.done();
        changed.run();
        LOG.info("the search index was made anew and has {} posts", index.documents());
      }
    } catch (IndexFault e) {
      rebuild = null;
      running.giveUp();
      throw e;
    }
  }

  private void goOn(Backfill running, Deadline deadline) {
    boolean done = running.step(deadline);
    if (running.repaired() > 0) {
      changed.run();
    }
    if (done) {
      sweep = null;
      nextSweep = Deadline.in(SWEEP_EVERY);
      if (running.repaired() > 0) {
        LOG.info("the search index lacked posts and has {} now", index.documents());
      }
    }
  }

  /** Makes it anew and returns when it is; where no other thread keeps it. */
  public void rebuildNow(DoubleConsumer progress) {
    var whole = new Rebuild(queries, stream, feed, index, hands);
    while (!whole.step(Deadline.in(STEP))) {
      progress.accept(whole.progress());
    }
    if (own != null) {
      own.compact();
    }
  }

  /** Whether posts may still be missing from it. */
  public boolean filling() {
    return filling;
  }

  @Override
  public void stop(Deadline deadline) throws Exception {
    boolean mine = working.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    try {
      stopped = true;
      if (rebuild != null && mine) {
        rebuild.giveUp();
      }
      index.stop(deadline);
    } finally {
      if (mine) {
        working.unlock();
      }
    }
  }
}
