package stoa.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Author;
import stoa.base.view.Crumb;
import stoa.base.view.TopicEnd;

/**
 * A board in a list of boards. Its counts and last post include the boards below it.
 *
 * @param ends of the topics by which it is read or unread
 * @param children the boards directly below
 */
record BoardRow(
    long id,
    String title,
    String url,
    String description,
    boolean closed,
    long topics,
    long posts,
    @Nullable LastPost last,
    List<TopicEnd> ends,
    List<Crumb> children) {
  BoardRow {
    ends = List.copyOf(ends);
    children = List.copyOf(children);
  }

  record LastPost(String topicTitle, String url, Author author, Instant at) {}
}
