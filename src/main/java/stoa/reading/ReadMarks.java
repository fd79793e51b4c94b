package stoa.reading;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import stoa.base.Viewer;

/**
 * How far members have read, until it is written down, many together: reading a page writes nothing
 * and waits for nothing. Marks stay here until they are in the database, so that a member's own
 * list knows them at any moment. What a crash loses is unread again, and only that.
 */
final class ReadMarks {
  /** Some megabytes; more are dropped, and their topics stay unread until the next look. */
  private static final int MOST = 20_000;

  private final ConcurrentHashMap<Mark, Integer> waiting = new ConcurrentHashMap<>();
  private final ReadMarkQueries queries;
  private final InstantSource clock;
  private final Gauge size;
  private final Counter dropped;

  /** A member in a topic, in the order in which rows are locked. */
  record Mark(long member, long topic) implements Comparable<Mark> {
    @Override
    public int compareTo(Mark other) {
      int byMember = Long.compare(member, other.member);
      return byMember == 0 ? Long.compare(topic, other.topic) : byMember;
    }
  }

  ReadMarks(ReadMarkQueries queries, InstantSource clock, CollectorRegistry registry) {
    this.queries = queries;
    this.clock = clock;
    this.size =
        Gauge.build("forum_read_marks_waiting", "Topics read that are not yet written down.")
            .register(registry);
    this.dropped =
        Counter.build("forum_read_marks_dropped_total", "Topics read while too many marks waited.")
            .register(registry);
  }

  /**
   * @param position of the last post that he had before him; below 1 is none
   */
  void read(Viewer reader, long topic, int position) {
    if (!(reader instanceof Viewer.Member member) || position < 1) {
      return;
    }
    var mark = new Mark(member.id(), topic);
    if (waiting.mappingCount() >= MOST && !waiting.containsKey(mark)) {
      dropped.inc();
      return;
    }
    waiting.merge(mark, position, Math::max);
    size.set(waiting.size());
  }

  /** What waits of one member's, by topic: a look through all, which are few. */
  Map<Long, Integer> of(Viewer.Member member) {
    var his = new HashMap<Long, Integer>();
    waiting.forEach((mark, position) -> {
      if (mark.member() == member.id()) {
        his.put(mark.topic(), position);
      }
    });
    return his;
  }

  /**
   * Writes what waits; what cannot be written goes on waiting, and so does what is read meanwhile.
   */
  void flush() {
    var taken = new TreeMap<>(waiting);
    if (taken.isEmpty()) {
      return;
    }
    queries.write(taken, clock.instant());
    taken.forEach(waiting::remove);
    size.set(waiting.size());
  }
}
