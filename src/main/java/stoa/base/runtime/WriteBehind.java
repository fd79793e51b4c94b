package stoa.base.runtime;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * What is collected in memory and written together, so that noting it costs no statement and waits
 * for nothing. While it cannot be written it goes on waiting, together with what is added
 * meanwhile. Keys that find no room are dropped and counted. A crash loses what waits, and only
 * that.
 *
 * <p>An entry moves from {@link #waiting} to {@link #writing} at a flush, and leaves that one when
 * it is written: whoever looks at both, in this order, misses none.
 */
public final class WriteBehind<K extends Comparable<K>, V> {
  private final ConcurrentHashMap<K, V> waiting = new ConcurrentHashMap<>();

  /** In the order in which rows are locked. */
  private final ConcurrentSkipListMap<K, V> writing = new ConcurrentSkipListMap<>();

  private final ReentrantLock flushing = new ReentrantLock();
  private final LongAdder dropped = new LongAdder();
  private final int most;
  private final BinaryOperator<V> merge;
  private final Consumer<SortedMap<K, V>> writer;

  /**
   * @param most keys that may wait
   * @param merge of an earlier and a later value of one key
   * @param writer writes them all or throws; it may be given the same again after it threw
   */
  WriteBehind(int most, BinaryOperator<V> merge, Consumer<SortedMap<K, V>> writer) {
    this.most = most;
    this.merge = merge;
    this.writer = writer;
  }

  /** Notes a value; of a key that waits already it is merged with the earlier one. */
  public void add(K key, V value) {
    if (size() >= most && !waiting.containsKey(key) && !writing.containsKey(key)) {
      dropped.increment();
      return;
    }
    waiting.merge(key, value, merge);
  }

  /** Looks at what is not yet written; a key may come twice. */
  public void forEach(BiConsumer<K, V> look) {
    waiting.forEach(look);
    writing.forEach(look);
  }

  /** Writes what waits; what the writer throws at comes again with the next flush. */
  public void flush() {
    flushing.lock();
    try {
      waiting.keySet().forEach(this::take);
      if (!writing.isEmpty()) {
        writer.accept(writing);
        writing.clear();
      }
    } finally {
      flushing.unlock();
    }
  }

  private void take(K key) {
    waiting.computeIfPresent(
        key,
        (_, value) -> {
          writing.merge(key, value, merge);
          return null;
        });
  }

  long size() {
    return waiting.mappingCount() + writing.size();
  }

  long dropped() {
    return dropped.sum();
  }
}
