package stoa.board;

import java.util.List;
import stoa.base.view.View;
import stoa.topic.TopicRow;

/**
 * The front page.
 *
 * @param strays boards of which the reader sees nothing above
 * @param newest topics with the latest posts
 * @param empty no board at all yet: the page invites instead of looking broken
 */
record IndexPage(
    List<CategoryRow> categories,
    List<BoardRow> strays,
    List<TopicRow> newest,
    long topics,
    long posts,
    long members,
    boolean empty)
    implements View {
  IndexPage {
    categories = List.copyOf(categories);
    strays = List.copyOf(strays);
    newest = List.copyOf(newest);
  }

  record CategoryRow(
      long id,
      String title,
      String url,
      String description,
      boolean closed,
      List<BoardRow> boards) {
    CategoryRow {
      boards = List.copyOf(boards);
    }
  }

  @Override
  public String template() {
    return "board/index";
  }
}
