package stoa.control;

import java.util.List;
import stoa.base.view.Field;
import stoa.base.view.View;

/** The tree of categories and boards, as an administrator orders it; and the form of a new one. */
record BoardsPage(List<Node> nodes, NodeForm create) implements View {
  BoardsPage {
    nodes = List.copyOf(nodes);
  }

  /**
   * A category or board, listed depth first.
   *
   * @param depth 0 for a category
   * @param first whether nothing stands above it among its siblings
   */
  record Node(
      long id,
      String title,
      String url,
      boolean category,
      boolean closed,
      int depth,
      boolean first,
      boolean last,
      long topics,
      boolean mayRemove) {}

  /** A possible parent. {@code value} is empty for "none: this is a category". */
  record Parent(String value, String title, int depth, boolean chosen) {
    /** The title, indented by its depth, for a select box. */
    public String label() {
      return "\u2003".repeat(depth) + title;
    }
  }

  record NodeForm(
      String action,
      Field title,
      Field slug,
      Field description,
      List<Parent> parents,
      Field parent) {
    NodeForm {
      parents = List.copyOf(parents);
    }
  }

  @Override
  public String template() {
    return "control/boards";
  }
}
