package stoa.board;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Author;
import stoa.base.view.Urls;
import stoa.board.BoardQueries.Counts;
import stoa.tree.Board;
import stoa.tree.BoardTree;

/** The tree of boards that a reader sees, with sums over what is below each. */
final class CountedTree {
  private final BoardTree tree;
  private final Map<Long, Counts> counts;

  CountedTree(BoardTree tree, List<Counts> counts) {
    this.tree = tree;
    this.counts =
        counts.stream()
            .filter(board -> tree.has(board.id()))
            .collect(Collectors.toMap(Counts::id, Function.identity()));
  }

  boolean isEmpty() {
    return tree.isEmpty();
  }

  Counts of(Board board) {
    return counts.getOrDefault(board.id(), Counts.none(board.id()));
  }

  List<IndexPage.CategoryRow> categories() {
    return tree.categories().stream()
        .map(root ->
            new IndexPage.CategoryRow(
                root.id(),
                root.title(),
                root.url(),
                root.description(),
                root.closed(),
                boards(root.id())))
        .toList();
  }

  /** Boards of which the reader sees nothing above. */
  List<BoardRow> strays() {
    return tree.strays().stream().map(this::boardRow).toList();
  }

  /** The boards directly below, each with what is below it counted in. */
  List<BoardRow> boards(long parent) {
    return tree.below(parent).stream().map(this::boardRow).toList();
  }

  private BoardRow boardRow(Board board) {
    var all = tree.withDescendants(board).stream().map(this::of).toList();
    return new BoardRow(
        board.id(),
        board.title(),
        board.url(),
        board.description(),
        board.closed(),
        all.stream().mapToLong(Counts::topics).sum(),
        all.stream().mapToLong(Counts::posts).sum(),
        lastPost(all),
        all.stream().flatMap(one -> one.ends().stream()).toList(),
        tree.below(board.id()).stream().map(Board::crumb).toList());
  }

  long topics() {
    return counts.values().stream().mapToLong(Counts::topics).sum();
  }

  long posts() {
    return counts.values().stream().mapToLong(Counts::posts).sum();
  }

  private static BoardRow.@Nullable LastPost lastPost(Collection<Counts> boards) {
    return boards.stream()
        .filter(board -> board.lastPostId() != null)
        .max(Comparator.comparing(CountedTree::lastAt))
        .map(CountedTree::lastPost)
        .orElse(null);
  }

  private static Instant lastAt(Counts board) {
    return board.lastAt() == null ? Instant.EPOCH : board.lastAt();
  }

  private static BoardRow.LastPost lastPost(Counts board) {
    return new BoardRow.LastPost(
        board.lastTitle() == null ? "" : board.lastTitle(),
        board.lastPostId() == null ? "/" : Urls.post(board.lastPostId()),
        Author.of(board.lastAuthor(), board.lastAuthorLink()),
        lastAt(board));
  }
}
