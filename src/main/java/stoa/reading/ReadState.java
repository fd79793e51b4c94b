package stoa.reading;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import stoa.base.view.TopicEnd;
import stoa.base.view.Unread;

/** How far one member has read, held in memory for the lists that they look at. */
final class ReadState implements Unread {
  private final long horizon;
  private final long[] topics;
  private final int[] positions;
  private final Set<Long> mutedBoards;
  private final Set<Long> mutedTopics;

  /** What they have read since. */
  private final ConcurrentHashMap<Long, Integer> since = new ConcurrentHashMap<>();

  /**
   * @param horizon what is older counts as read
   * @param marks the last position that they had before them, by topic
   */
  ReadState(
      Instant horizon,
      SortedMap<Long, Integer> marks,
      Set<Long> mutedBoards,
      Set<Long> mutedTopics) {
    this.horizon = TopicEnd.micros(horizon);
    this.topics = marks.keySet().stream().mapToLong(Long::longValue).toArray();
    this.positions = marks.values().stream().mapToInt(Integer::intValue).toArray();
    this.mutedBoards = Set.copyOf(mutedBoards);
    this.mutedTopics = Set.copyOf(mutedTopics);
  }

  /** They have the post at that position before them. */
  void read(long topic, int position) {
    since.merge(topic, position, Math::max);
  }

  @Override
  public boolean any(long board, List<TopicEnd> ends) {
    if (mutedBoards.contains(board)) {
      return false;
    }
    for (TopicEnd end : ends) {
      if (isUnread(end)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUnread(TopicEnd end) {
    if (end.at() <= horizon || mutedTopics.contains(end.topic())) {
      return false;
    }
    int at = Arrays.binarySearch(topics, end.topic());
    if (at >= 0 && positions[at] >= end.position()) {
      return false;
    }
    Integer later = since.get(end.topic());
    return later == null || later < end.position();
  }

  /** Bytes of memory, about. */
  int weight() {
    return 300 + 12 * topics.length + 80 * (mutedBoards.size() + mutedTopics.size());
  }
}
