package stoa.base.http;

import java.time.Duration;
import stoa.base.config.Settings;

/**
 * The bounds of the forum's listener. Where the numbers come from: docs/rationale.md, "The edge".
 *
 * @param running requests that are worked on at one time
 * @param waiting requests that may wait for their turn; more are turned away at once
 * @param rush after so long in which nobody found a place free, it is no burst that will pass
 * @param waitingInRush requests that may wait from then on
 * @param longestWait after so long a waiting request is turned away
 * @param idle a connection on which nothing moves is closed
 * @param wholeHeader from the first byte of a request to the end of its header
 * @param bodyGrace how long a body may come as slowly as it likes
 * @param bodyRate bytes a second that a body must reach after that
 * @param wholeBody from the first read of a body to its end
 * @param bodyMax bytes in a body
 */
record EdgeLimits(
    int running,
    int waiting,
    Duration rush,
    int waitingInRush,
    Duration longestWait,
    Duration idle,
    Duration wholeHeader,
    Duration bodyGrace,
    int bodyRate,
    Duration wholeBody,
    long bodyMax) {

  static EdgeLimits of(Settings.Http http) {
    return new EdgeLimits(
        http.requestsMax(),
        256,
        Duration.ofMillis(100),
        64,
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        100,
        Duration.ofSeconds(60),
        http.bodyMax());
  }

  /**
   * Bytes of memory for bodies that come or wait for their turn, in all, and at most a quarter of
   * the heap.
   */
  long bodies() {
    long heap = Runtime.getRuntime().maxMemory() / 4;
    return Math.max(bodyMax, Math.min(128 * bodyMax, heap));
  }

  /** The same from one address: forms of the largest size that come from it at one time. */
  long bodiesOfAddress() {
    return 16 * bodyMax;
  }
}
