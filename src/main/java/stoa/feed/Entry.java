package stoa.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Author;

/**
 * A post in a feed.
 *
 * @param title its topic's
 */
record Entry(
    long postId,
    int position,
    String title,
    Author author,
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
