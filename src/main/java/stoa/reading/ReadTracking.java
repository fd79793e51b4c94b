package stoa.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import stoa.access.Viewer;
import stoa.topic.Reading;

/** Notes that somebody has a page of a topic before them. */
final class ReadTracking implements Reading {
  private final ViewCounts views;
  private final ReadMarks marks;
  private final MemberReadStates states;
  private final Duration horizon;
  private final InstantSource clock;

  /**
   * @param horizon what is older counts as read without a mark
   */
  ReadTracking(
      ViewCounts views,
      ReadMarks marks,
      MemberReadStates states,
      Duration horizon,
      InstantSource clock) {
    this.views = views;
    this.marks = marks;
    this.states = states;
    this.horizon = horizon;
    this.clock = clock;
  }

  @Override
  public int upTo(int position, Instant created) {
    return created.isAfter(clock.instant().minus(horizon)) ? position : 0;
  }

  @Override
  public void by(Viewer reader, long topic, int position) {
    views.viewed(topic);
    note(reader, topic, position);
  }

  @Override
  public void wrote(Viewer.Member author, long topic, int position) {
    note(author, topic, position);
  }

  private void note(Viewer reader, long topic, int position) {
    if (reader instanceof Viewer.Member member && position >= 1) {
      marks.read(member, topic, position);
      states.read(member.id(), topic, position);
    }
  }
}
