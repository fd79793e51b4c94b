package stoa.tree;

import java.util.List;
import stoa.base.view.Crumb;

/** The way from the index down to a board: the crumbs of its pages, and whether it is open. */
public record BoardPath(List<Board> steps) {
  public BoardPath {
    steps = List.copyOf(steps);
  }

  /** Whether its last step is closed for new posts. */
  public boolean closed() {
    return !steps.isEmpty() && steps.getLast().closed();
  }

  /** All steps. */
  public List<Crumb> crumbs() {
    return steps.stream().map(Board::crumb).toList();
  }
}
