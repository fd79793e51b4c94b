package stoa.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Crumb;

/**
 * A topic in a list of topics.
 *
 * @param board where it stands; null on the board's own page
 * @param authorUrl null where the author has no account (any more); {@code authorName} is then what
 *     is left
 * @param lastUrl the permalink of the last post
 * @param pages how many pages the topic has
 */
public record TopicRow(
    long id,
    String title,
    String url,
    @Nullable Crumb board,
    @Nullable String authorName,
    @Nullable String authorUrl,
    Instant created,
    long replies,
    long views,
    long score,
    String lastUrl,
    @Nullable String lastAuthorName,
    @Nullable String lastAuthorUrl,
    Instant lastAt,
    boolean pinned,
    boolean locked,
    boolean solved,
    int pages,
    List<Crumb> tags) {
  public TopicRow {
    tags = List.copyOf(tags);
  }
}
