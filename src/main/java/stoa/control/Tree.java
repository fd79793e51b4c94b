package stoa.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The boards as a tree, for the rules about moving and for the list that shows it. */
final class Tree {
  private final List<BoardTreeQueries.Row> rows;

  Tree(List<BoardTreeQueries.Row> rows) {
    this.rows = rows;
  }

  Optional<BoardTreeQueries.Row> row(long id) {
    return rows.stream().filter(row -> row.id() == id).findFirst();
  }

  List<BoardTreeQueries.Row> below(@Nullable Long parent) {
    return rows.stream().filter(row -> Objects.equals(row.parentId(), parent)).toList();
  }

  /** 0 for a category. */
  int depth(BoardTreeQueries.Row row) {
    int depth = 0;
    var above = parent(row);
    while (above.isPresent() && depth <= rows.size()) {
      depth++;
      above = parent(above.get());
    }
    return depth;
  }

  /** How many levels it takes up: 1 for a board with nothing below. */
  int height(BoardTreeQueries.Row row) {
    return 1 + below(row.id()).stream().mapToInt(this::height).max().orElse(0);
  }

  /** Whether the row is that one or stands below it. */
  boolean within(BoardTreeQueries.Row row, long id) {
    var here = Optional.of(row);
    for (int steps = 0; here.isPresent() && steps <= rows.size(); steps++) {
      if (here.get().id() == id) {
        return true;
      }
      here = here.flatMap(this::parent);
    }
    return false;
  }

  boolean removable(BoardTreeQueries.Row row) {
    return !row.hasTopics() && below(row.id()).isEmpty();
  }

  /** Depth first, as the page lists them. */
  List<BoardTreeQueries.Row> inOrder() {
    var ordered = new ArrayList<BoardTreeQueries.Row>();
    append(null, ordered);
    return ordered;
  }

  private void append(@Nullable Long parent, List<BoardTreeQueries.Row> ordered) {
    for (var row : below(parent)) {
      ordered.add(row);
      append(row.id(), ordered);
    }
  }

  private Optional<BoardTreeQueries.Row> parent(BoardTreeQueries.Row row) {
    return row.parentId() == null ? Optional.empty() : row(row.parentId());
  }
}
