package stoa.moderation;

import java.util.List;
import stoa.base.view.Crumb;
import stoa.base.view.View;
import stoa.tree.Board;

/**
 * Asks where a topic is to go.
 *
 * @param url of the topic
 * @param boards to which it can be moved
 */
record MovePage(String title, String url, String action, List<Crumb> crumbs, List<Board> boards)
    implements View {
  MovePage {
    crumbs = List.copyOf(crumbs);
    boards = List.copyOf(boards);
  }

  @Override
  public String template() {
    return "moderation/move";
  }
}
