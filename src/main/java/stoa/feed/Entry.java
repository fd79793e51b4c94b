package stoa.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post in a feed.
 *
 * @param title its topic's
 * @param authorUrl null where the author has no account (any more); {@code author} is then what is
 *     left
 */
record Entry(
    long postId,
    int position,
    String title,
    @Nullable String author,
    @Nullable String authorUrl,
    Instant created,
    @Nullable Instant edited,
    String html) {
  Instant updated() {
    return edited == null ? created : edited;
  }

  /** The topic's title, with the reply's place behind it. */
  String heading() {
    return position > 1 ? title + " #" + position : title;
  }
}
