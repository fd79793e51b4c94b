package stoa.topic;

import stoa.base.Viewer;

/** Notes that somebody has a page of a topic before him; waits for nothing. */
record Seen(ViewCounts views, ReadMarks marks) {
  /**
   * @param position of the page's last post
   */
  void by(Viewer reader, long topic, int position) {
    views.viewed(topic);
    marks.read(reader, topic, position);
  }
}
