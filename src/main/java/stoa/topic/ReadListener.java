package stoa.topic;

import stoa.access.Viewer;

/** Wants to know what members have read. */
@FunctionalInterface
public interface ReadListener {
  /**
   * A member with unread notifications has a page of a topic before them.
   *
   * @param lastPost the id of the page's last post
   */
  void read(Viewer.Member member, long topicId, long lastPost);
}
