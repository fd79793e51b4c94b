package stoa.topic;

import static java.util.Comparator.comparingInt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import stoa.base.Viewer;

/** Notes that somebody has a page of a topic before him. */
final class ReadTracking {
  private final ViewCounts views;
  private final ReadMarks marks;
  private final Duration horizon;
  private final InstantSource clock;

  /**
   * @param horizon what is older counts as read without a mark
   */
  ReadTracking(ViewCounts views, ReadMarks marks, Duration horizon, InstantSource clock) {
    this.views = views;
    this.marks = marks;
    this.horizon = horizon;
    this.clock = clock;
  }

  /**
   * How far somebody has read who has these posts before him; 0 where a mark would say nothing: who
   * reads an archive leaves no rows.
   */
  int upTo(List<PostRow> posts) {
    Instant old = clock.instant().minus(horizon);
    return posts.stream()
        .max(comparingInt(PostRow::position))
        .filter(last -> last.created().isAfter(old))
        .map(PostRow::position)
        .orElse(0);
  }

  /** Waits for nothing. */
  void by(Viewer reader, long topic, int position) {
    views.viewed(topic);
    marks.read(reader, topic, position);
  }
}
