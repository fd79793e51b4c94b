package stoa.board;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Crumb;
import stoa.base.view.Urls;
import stoa.topic.Authors;

/** The tree of boards, made from its rows: who stands below whom, and sums over what is below. */
final class BoardTree {
  private final Map<Long, BoardQueries.Row> byId = new HashMap<>();
  private final Map<Long, List<BoardQueries.Row>> children = new HashMap<>();
  private final List<BoardQueries.Row> roots = new ArrayList<>();

  BoardTree(List<BoardQueries.Row> rows) {
    for (var row : rows) {
      byId.put(row.id(), row);
      if (row.parentId() == null) {
        roots.add(row);
      } else {
        children.computeIfAbsent(row.parentId(), _ -> new ArrayList<>()).add(row);
      }
    }
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  Optional<BoardQueries.Row> bySlug(String slug) {
    return byId.values().stream().filter(row -> row.slug().equals(slug)).findFirst();
  }

  List<IndexPage.CategoryRow> categories() {
    return roots.stream()
        .map(root ->
            new IndexPage.CategoryRow(
                root.id(),
                root.title(),
                Urls.board(root.slug()),
                root.description(),
                root.closed(),
                boards(root.id())))
        .toList();
  }

  /** The boards directly below, each with what is below it counted in. */
  List<BoardRow> boards(long parent) {
    return below(parent).stream().map(this::boardRow).toList();
  }

  private BoardRow boardRow(BoardQueries.Row row) {
    var all = withDescendants(row);
    return new BoardRow(
        row.id(),
        row.title(),
        Urls.board(row.slug()),
        row.description(),
        closed(row),
        all.stream().mapToLong(BoardQueries.Row::topics).sum(),
        all.stream().mapToLong(BoardQueries.Row::posts).sum(),
        lastPost(all),
        below(row.id()).stream().map(BoardTree::crumb).toList());
  }

  long topics() {
    return byId.values().stream().mapToLong(BoardQueries.Row::topics).sum();
  }

  long posts() {
    return byId.values().stream().mapToLong(BoardQueries.Row::posts).sum();
  }

  /** Whether it or anything above it is closed. */
  boolean closed(BoardQueries.Row row) {
    return row.closed() || ancestors(row).stream().anyMatch(BoardQueries.Row::closed);
  }

  List<Crumb> crumbs(BoardQueries.Row row) {
    return ancestors(row).stream().map(BoardTree::crumb).toList();
  }

  /** From the category down to the parent. */
  private List<BoardQueries.Row> ancestors(BoardQueries.Row row) {
    Deque<BoardQueries.Row> path = new ArrayDeque<>();
    BoardQueries.Row above = parent(row);
    while (above != null && path.size() < byId.size()) {
      path.addFirst(above);
      above = parent(above);
    }
    return List.copyOf(path);
  }

  private BoardQueries.@Nullable Row parent(BoardQueries.Row row) {
    return row.parentId() == null ? null : byId.get(row.parentId());
  }

  private List<BoardQueries.Row> below(long parent) {
    return children.getOrDefault(parent, List.of());
  }

  private List<BoardQueries.Row> withDescendants(BoardQueries.Row row) {
    return Stream.concat(
            Stream.of(row),
            below(row.id()).stream().flatMap(child -> withDescendants(child).stream()))
        .toList();
  }

  private static BoardRow.@Nullable LastPost lastPost(List<BoardQueries.Row> rows) {
    return rows.stream()
        .filter(row -> row.lastPostId() != null)
        .max(Comparator.comparing(BoardTree::lastAt))
        .map(BoardTree::lastPost)
        .orElse(null);
  }

  private static Instant lastAt(BoardQueries.Row row) {
    return row.lastAt() == null ? Instant.EPOCH : row.lastAt();
  }

  private static BoardRow.LastPost lastPost(BoardQueries.Row row) {
    return new BoardRow.LastPost(
        row.lastTitle() == null ? "" : row.lastTitle(),
        row.lastPostId() == null ? "/" : Urls.post(row.lastPostId()),
        row.lastAuthor(),
        Authors.url(row.lastAuthorLink()),
        lastAt(row));
  }

  private static Crumb crumb(BoardQueries.Row row) {
    return new Crumb(row.title(), Urls.board(row.slug()));
  }
}
