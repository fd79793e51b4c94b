package stoa.topic;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static stoa.schema.Tables.BOARD;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import stoa.base.view.Crumb;
import stoa.base.view.Urls;

/** The way from the index down to a board: the crumbs of its pages, and whether it is open. */
public record BoardPath(List<Step> steps) {
  /** Deeper trees are cut off; a cycle made by hand must not hang a page. */
  private static final int DEEPEST = 32;

  public BoardPath {
    steps = List.copyOf(steps);
  }

  /** A category or board on the way. */
  public record Step(long id, String title, String slug, boolean closed) {
    Crumb crumb() {
      return new Crumb(title, Urls.board(slug));
    }
  }

  /** The path to that board, itself included; empty where there is no such board. */
  public static BoardPath to(DSLContext sql, long boardId) {
    var path = name("path").fields("id", "parent_id", "depth");
    var id = org.jooq.impl.DSL.field(name("path", "id"), SQLDataType.BIGINT);
    var parent = org.jooq.impl.DSL.field(name("path", "parent_id"), SQLDataType.BIGINT);
    var depth = org.jooq.impl.DSL.field(name("path", "depth"), SQLDataType.INTEGER);
    return new BoardPath(
        sql.withRecursive(
                path.as(
                    select(BOARD.ID, BOARD.PARENT_ID, inline(1))
                        .from(BOARD)
                        .where(BOARD.ID.eq(boardId))
                        .unionAll(
                            select(BOARD.ID, BOARD.PARENT_ID, depth.plus(1))
                                .from(BOARD)
                                .join(table(name("path")))
                                .on(BOARD.ID.eq(parent))
                                .where(depth.lt(DEEPEST)))))
            .select(BOARD.ID, BOARD.TITLE, BOARD.SLUG, BOARD.CLOSED_AT.isNotNull())
            .from(table(name("path")))
            .join(BOARD)
            .on(BOARD.ID.eq(id))
            .orderBy(depth.desc())
            .fetch(mapping(Step::new)));
  }

  /** Whether it or anything above it is closed for new posts. */
  public boolean closed() {
    return steps.stream().anyMatch(Step::closed);
  }

  /** All steps. */
  public List<Crumb> crumbs() {
    return steps.stream().map(Step::crumb).toList();
  }

  /** All steps but the last. */
  public List<Crumb> parents() {
    return steps.stream().limit(Math.max(0, steps.size() - 1)).map(Step::crumb).toList();
  }
}
