package stoa.topic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a post or a topic stands. One that waits is deleted by nobody, so that whoever knows nothing
 * about waiting shows nothing.
 */
record Standing(@Nullable Instant held, @Nullable Instant deleted, @Nullable Long by) {
  static final Standing VISIBLE = new Standing(null, null, null);

  static Standing pending(Instant since) {
    return new Standing(since, since, null);
  }

  static Standing deleted(Instant at, long by) {
    return new Standing(null, at, by);
  }
}
