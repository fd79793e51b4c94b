package stoa.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Author;
import stoa.base.view.Crumb;

/**
 * A board in a list of boards. Its counts and last post include the boards below it.
 *
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
    List<Crumb> children) {
  BoardRow {
    children = List.copyOf(children);
  }

  record LastPost(String topicTitle, String url, Author author, Instant at) {}
}
