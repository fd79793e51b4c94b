package stoa.tree;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Crumb;
import stoa.base.view.Urls;

/**
 * A category or a board.
 *
 * @param parentId the nearest above it that its reader sees; null where there is none
 * @param closed for new posts: it, or anything above it
 */
public record Board(
    long id,
    @Nullable Long parentId,
    boolean category,
    String title,
    String slug,
    String description,
    boolean closed,
    Instant created) {
  public String url() {
    return Urls.board(slug);
  }

  /** The same below another one. */
  Board below(@Nullable Long parent) {
    return new Board(id, parent, category, title, slug, description, closed, created);
  }

  /** The same, closed with what is above it. */
  Board closedWith(boolean above) {
    return new Board(id, parentId, category, title, slug, description, closed || above, created);
  }

  public Crumb crumb() {
    return new Crumb(title, url());
  }
}
