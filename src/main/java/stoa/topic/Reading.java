package stoa.topic;

import java.time.Instant;
import stoa.access.Viewer;

/** Keeps how far members have read. Waits for nothing. */
public interface Reading {
  /**
   * How far somebody has read who has a post before them; 0 where a mark would say nothing: who
   * reads an archive leaves no rows.
   *
   * @param position of the last post of the page
   */
  int upTo(int position, Instant created);

  /** Somebody has a page of a topic before them. */
  void by(Viewer reader, long topic, int position);

  /** Members have read what they wrote. */
  void wrote(Viewer.Member author, long topic, int position);
}
