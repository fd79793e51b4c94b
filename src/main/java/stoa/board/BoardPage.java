package stoa.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.SeenBy;
import stoa.base.view.Crumb;
import stoa.base.view.Pager;
import stoa.base.view.View;
import stoa.topic.TopicRow;
import stoa.watch.WatchLevel;

/**
 * One board: the boards below it and its topics. A category is shown the same way, without topics.
 *
 * @param sort "active", "new", "replies" or "views"
 * @param level what the member has set for this board; null for a guest
 * @param seenBy who reads it, for its moderators; null for others
 */
record BoardPage(
    Head board,
    List<BoardRow> children,
    List<TopicRow> topics,
    String sort,
    Pager pager,
    @Nullable WatchLevel level,
    @Nullable SeenBy seenBy)
    implements View {
  BoardPage {
    children = List.copyOf(children);
    topics = List.copyOf(topics);
  }

  /**
   * The board itself.
   *
   * @param mayPost whether this viewer, once signed in, may open a topic here
   * @param crumbs from the index down to the parent
   */
  record Head(
      String title,
      String url,
      String description,
      boolean category,
      boolean closed,
      boolean mayPost,
      List<Crumb> crumbs) {
    Head {
      crumbs = List.copyOf(crumbs);
    }
  }

  @Override
  public String template() {
    return "board/board";
  }
}
