package stoa.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Author;
import stoa.base.view.Crumb;
import stoa.base.view.TopicEnd;

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

  /**
   * @param position its place in the topic; 0 where there is none
   */
  public record LastPost(String url, Author author, Instant at, int position) {}

  /** What decides whether somebody has read it. */
  public List<TopicEnd> ends() {
    return List.of(TopicEnd.of(id, last.position(), last.at()));
  }
}
