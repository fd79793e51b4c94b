package stoa.topic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of how a post or a topic stands. A pending one is also deleted, by nobody, so
 * that whoever asks for that alone shows neither; see {@link stoa.access.PostState}.
 */
record Standing(@Nullable Instant pending, @Nullable Instant deleted, @Nullable Long by) {
  static final Standing VISIBLE = new Standing(null, null, null);

  static Standing pending(Instant since) {
    return new Standing(since, since, null);
  }

  static Standing deleted(Instant at, long by) {
    return new Standing(null, at, by);
  }
}
