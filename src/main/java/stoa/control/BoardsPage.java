package stoa.control;

import java.util.List;
import java.util.stream.Stream;
import stoa.access.Group;
import stoa.access.Purpose;
import stoa.base.view.Field;
import stoa.base.view.View;

/** The tree of categories and boards, as an administrator orders it; and the form of a new one. */
record BoardsPage(List<Node> nodes, NodeForm create, ReadersForm readers) implements View {
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

  /**
   * Who a new board is for.
   *
   * @param groups those that may have one of their own
   * @param group the one that was chosen
   */
  record ReadersForm(Purpose chosen, List<Group> groups, Field group) {
    ReadersForm {
      groups = List.copyOf(groups);
    }

    /** Whether it is the one that was chosen. */
    public boolean isChosen(Group one) {
      return group.value().equals(Long.toString(one.id()));
    }

    public List<Purpose> purposes() {
      return Stream.of(Purpose.values())
          .filter(purpose -> purpose != Purpose.GROUP || !groups.isEmpty())
          .toList();
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
