package stoa.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Author;
import stoa.base.view.Crumb;

/**
 * A topic in a list of topics.
 *
 * @param board where it stands; null on the board's own page
 */
public record TopicRow(
    long id,
    String title,
    String url,
    @Nullable Crumb board,
    List<Crumb> tags,
    Flags flags,
    Opening opening,
    Counts counts,
    LastPost last) {
  public TopicRow {
    tags = List.copyOf(tags);
  }

  public record Flags(boolean pinned, boolean locked, boolean solved) {}

  public record Opening(Author author, Instant at) {}

  /**
   * @param pages how many pages the topic has
   */
  public record Counts(long replies, long views, int pages) {}

  public record LastPost(String url, Author author, Instant at) {}
}
