package stoa.tools.stackexchange;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.IMPORT_ACCOUNT;
import static stoa.schema.Tables.IMPORT_COMMENT;
import static stoa.schema.Tables.IMPORT_ORDER;
import static stoa.schema.Tables.IMPORT_POST;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import stoa.base.db.Tx;

/**
 * The staging tables. TRUNCATE and COPY in one transaction write no log where {@code wal_level} is
 * minimal, as in the embedded database.
 */
final class StagingQueries {
  /** What is staged, with the name of its stage. */
  record Staged(String stage, Table<Record> table, String copy) {
    static final Staged ACCOUNTS =
        new Staged(
            "users",
            IMPORT_ACCOUNT,
            "copy import_account (row_number, line, old_id, name, about, location, website, score, created_at, seen_at) from stdin");
    static final Staged POSTS =
        new Staged(
            "posts",
            IMPORT_POST,
            "copy import_post (row_number, line, old_id, parent, accepted, owner, owner_name, title, tags, body, score, views, created_at, edited_at, closed_at) from stdin");
    static final Staged COMMENTS =
        new Staged(
            "comments",
            IMPORT_COMMENT,
            "copy import_comment (row_number, line, old_id, post, owner, owner_name, body, score, created_at) from stdin");
  }

  /** Rows for a COPY. */
  interface Rows {
    void into(CopyRows out) throws IOException, SQLException;
  }

  void empty(Tx tx, Staged what) {
    tx.sql().truncate(what.table()).execute();
  }

  void emptyAll(Tx tx) {
    for (var one : List.of(Staged.ACCOUNTS, Staged.POSTS, Staged.COMMENTS)) {
      empty(tx, one);
    }
    tx.sql().truncate(IMPORT_ORDER).execute();
  }

  void copy(Tx tx, Staged what, Rows rows) {
    copy(tx, what.copy(), rows);
  }

  /**
   * @param command a constant of this package
   */
  static void copy(Tx tx, String command, Rows rows) {
    tx.sql()
        .connection(connection -> {
          try (var out = new CopyRows(connection, command)) {
            rows.into(out);
            out.finish();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** A row and why it is none. */
  record Twin(long line, String reason) {}

  /** Removes every row whose id an earlier one of its file has. */
  List<Twin> dropTwins(Tx tx, Staged what) {
    Table<Record> first = what.table().as("first");
    Field<Long> line = column(what.table(), "line");
    Field<Long> id = column(what.table(), "old_id");
    return tx.sql()
        .deleteFrom(what.table())
        .where(
            exists(
                selectOne()
                    .from(first)
                    .where(column(first, "old_id").eq(id))
                    .and(column(first, "row_number").lt(column(what.table(), "row_number")))))
        .returningResult(line, id)
        .fetch(mapping((at, old) -> new Twin(at, "its Id " + old + " was there before")));
  }

  private static Field<Long> column(Table<?> table, String column) {
    return field(name(table.getName(), column), SQLDataType.BIGINT);
  }
}
