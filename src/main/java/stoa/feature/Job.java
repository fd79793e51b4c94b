package stoa.feature;

import java.time.Duration;

/**
 * What is done from time to time. It must be something that can be done again.
 *
 * @param every the pause between the end of one run and the next
 * @param timeout after which a run is interrupted
 */
public record Job(String name, Duration every, Duration timeout, Runnable work) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A job whose runs take a minute at most. */
  public static Job every(Duration pause, String name, Runnable work) {
    return new Job(name, pause, MINUTE, work);
  }

  /** The same, once an hour. */
  public static Job hourly(String name, Runnable work) {
    return every(Duration.ofHours(1), name, work);
  }
}
