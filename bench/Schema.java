import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Constraints and indexes of some tables, taken away before they are filled and made again after: a
 * row then costs only itself, and an index is sorted once. Read from the database's own catalogue,
 * so that a later migration is no concern of it.
 */
final class Schema {
  private record Part(String drop, String make) {}

  private final Connection database;
  private final List<Part> parts = new ArrayList<>();

  Schema(Connection database, Set<String> tables) throws SQLException {
    this.database = database;
    String names =
        tables.stream().map(table -> "'" + table + "'::regclass").collect(Collectors.joining(", "));
    read(
        """
        select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
          format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,
            pg_get_constraintdef(oid))
        from pg_constraint
        where contype = 'f' and (conrelid in (%1$s) or confrelid in (%1$s))
        """
            .formatted(names));
    read(
        """
        select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        from pg_index
        where indrelid in (%1$s)
          and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
        """
            .formatted(names));
    read(
        """
        select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
          format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,
            pg_get_constraintdef(oid))
        from pg_constraint where contype in ('p', 'u') and conrelid in (%1$s)
        """
            .formatted(names));
  }

  private void read(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        parts.add(new Part(rows.getString(1), rows.getString(2)));
      }
    }
  }

  void drop() throws SQLException {
    for (Part part : parts) {
      execute(part.drop());
    }
  }

  /** Keys first, then the other indexes, then what refers to keys. */
  void make() throws SQLException {
    for (Part part : parts.reversed()) {
      execute(part.make());
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
