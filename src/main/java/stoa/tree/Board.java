package stoa.tree;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Crumb;
import stoa.base.view.Urls;

/**
 * A category (without a parent) or a board.
 *
 * @param closed whether it is closed itself; see {@link BoardPath#closed}
 */
public record Board(
    long id,
    @Nullable Long parentId,
    String title,
    String slug,
    String description,
    boolean closed,
    Instant created) {
  public boolean category() {
    return parentId == null;
  }

  public String url() {
    return Urls.board(slug);
  }

  public Crumb crumb() {
    return new Crumb(title, url());
  }
}
