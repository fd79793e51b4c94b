package stoa.tree;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_FORMER_SLUG;

import org.jooq.Condition;
import org.jooq.DSLContext;
import stoa.access.Access;
import stoa.access.Audience;
import stoa.base.db.Db;

/** Reads the tree. Boards are few: all of them at once. */
final class TreeQueries {
  private final Db db;
  private final Access access;

  TreeQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  BoardTree tree(Audience audience) {
    return db.read(sql -> tree(sql, access.boards(audience)));
  }

  private static BoardTree tree(DSLContext sql, Condition theirs) {
    var boards =
        sql.select(
                BOARD.ID,
                BOARD.PARENT_ID,
                BOARD.TITLE,
                BOARD.SLUG,
                BOARD.DESCRIPTION,
                BOARD.CLOSED_AT.isNotNull(),
                BOARD.CREATED_AT)
            .from(BOARD)
            .where(theirs)
            .orderBy(BOARD.POSITION, BOARD.ID)
            .fetch(mapping(Board::new));
    var former =
        sql.select(BOARD_FORMER_SLUG.SLUG, BOARD_FORMER_SLUG.BOARD_ID)
            .from(BOARD_FORMER_SLUG)
            .fetchMap(BOARD_FORMER_SLUG.SLUG, BOARD_FORMER_SLUG.BOARD_ID);
    return new BoardTree(boards, former);
  }
}
