package stoa.tree;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_FORMER_SLUG;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import stoa.base.db.Db;

/** Reads the tree. Boards are few: all of them at once, also those that a reader does not see. */
final class TreeQueries {
  private final Db db;

  TreeQueries(Db db) {
    this.db = db;
  }

  BoardTree tree() {
    return db.read(TreeQueries::tree);
  }

  private static BoardTree tree(DSLContext sql) {
    var boards =
        sql.select(
                BOARD.ID,
                BOARD.PARENT_ID,
                BOARD.CATEGORY,
                BOARD.TITLE,
                BOARD.SLUG,
                BOARD.DESCRIPTION,
                BOARD.CLOSED_AT.isNotNull(),
                BOARD.CREATED_AT)
            .from(BOARD)
            .orderBy(BOARD.POSITION, BOARD.ID)
            .fetch(mapping(Board::new));
    var former =
        sql.select(BOARD_FORMER_SLUG.SLUG, BOARD_FORMER_SLUG.BOARD_ID)
            .from(BOARD_FORMER_SLUG)
            .fetchMap(BOARD_FORMER_SLUG.SLUG, BOARD_FORMER_SLUG.BOARD_ID);
    return new BoardTree(closed(boards), former);
  }

  private static List<Board> closed(List<Board> boards) {
    Map<Long, Board> byId = new HashMap<>();
    boards.forEach(board -> byId.put(board.id(), board));
    return boards.stream().map(board -> board.closedWith(closedAbove(board, byId))).toList();
  }

  private static boolean closedAbove(Board board, Map<Long, Board> byId) {
    Board next = board;
    for (int steps = 0; next != null && steps < byId.size(); steps++) {
      if (next.closed()) {
        return true;
      }
      next = next.parentId() == null ? null : byId.get(next.parentId());
    }
    return false;
  }
}
