package stoa.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.BoardSet;

/**
 * The boards that a reader sees, at one moment: who stands below whom, in the administrators'
 * order.
 */
public final class BoardTree {
  private final Map<Long, Board> byId = new LinkedHashMap<>();
  private final Map<String, Board> bySlug = new HashMap<>();
  private final Map<Long, List<Board>> children = new HashMap<>();
  private final List<Board> roots = new ArrayList<>();
  private final Map<String, Long> former;

  /**
   * @param former boards' ids by slugs that they had before
   */
  BoardTree(List<Board> boards, Map<String, Long> former) {
    this.former = Map.copyOf(former);
    for (var board : boards) {
      byId.put(board.id(), board);
      bySlug.put(board.slug(), board);
      if (board.parentId() == null) {
        roots.add(board);
      } else {
        children.computeIfAbsent(board.parentId(), _ -> new ArrayList<>()).add(board);
      }
    }
    former.forEach((slug, id) -> {
      Board board = byId.get(id);
      if (board != null) {
        bySlug.putIfAbsent(slug, board);
      }
    });
  }

  /** What a reader sees of it: each board below the nearest one that they see. */
  BoardTree seen(BoardSet sees) {
    var seen =
        byId.values().stream()
            .filter(board -> sees.has(board.id()))
            .map(board -> board.below(nearest(board, sees)))
            .toList();
    return new BoardTree(seen, former);
  }

  private @Nullable Long nearest(Board board, BoardSet sees) {
    return path(board.id()).steps().reversed().stream()
        .skip(1)
        .map(Board::id)
        .filter(sees::has)
        .findFirst()
        .orElse(null);
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The board of that slug, or else the one that had it before. */
  public Optional<Board> named(String slug) {
    return Optional.ofNullable(bySlug.get(slug));
  }

  public List<Board> categories() {
    return roots.stream().filter(Board::category).toList();
  }

  /** Boards of which the reader sees nothing above. */
  public List<Board> strays() {
    return roots.stream().filter(board -> !board.category()).toList();
  }

  /** Directly below. */
  public List<Board> below(long parent) {
    return List.copyOf(children.getOrDefault(parent, List.of()));
  }

  public Optional<Board> board(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, in the administrators' order. */
  public List<Board> all() {
    return List.copyOf(byId.values());
  }

  public boolean has(long id) {
    return byId.containsKey(id);
  }

  /** From the category down to that board, itself included; empty where there is none. */
  public BoardPath path(long id) {
    Deque<Board> path = new ArrayDeque<>();
    Board next = byId.get(id);
    while (next != null && path.size() < byId.size()) {
      path.addFirst(next);
      next = parent(next);
    }
    return new BoardPath(List.copyOf(path));
  }

  private @Nullable Board parent(Board board) {
    return board.parentId() == null ? null : byId.get(board.parentId());
  }

  /** It and all that is below it; a cycle made by hand must not hang a page. */
  public Collection<Board> withDescendants(Board board) {
    var found = new LinkedHashMap<Long, Board>();
    Deque<Board> next = new ArrayDeque<>(List.of(board));
    while (!next.isEmpty()) {
      Board one = next.removeFirst();
      if (found.putIfAbsent(one.id(), one) == null) {
        next.addAll(below(one.id()));
      }
    }
    return List.copyOf(found.values());
  }
}
