package stoa.tools.stackexchange;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows for COPY in its text format (PostgreSQL manual, COPY, "Text Format"), sent in chunks. */
final class CopyRows implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final CopyIn copy;
  private final StringBuilder row = new StringBuilder(CHUNK + CHUNK / 4);
  private boolean first = true;
  private int begun;

  /**
   * @param command one of the constant COPY commands of this package
   */
  CopyRows(Connection connection, String command) throws SQLException {
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
  }

  CopyRows add(@Nullable Object value) {
    if (!first) {
      row.append('\t');
    }
    first = false;
    if (value == null) {
      row.append("\\N");
    } else {
      escape(value.toString());
    }
    return this;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> row.append("\\\\");
        case '\t' -> row.append("\\t");
        case '\n' -> row.append("\\n");
        case '\r' -> row.append("\\r");
        default -> row.append(c);
      }
    }
  }

  /** Drops the row that was begun. */
  void forget() {
    row.setLength(begun);
    first = true;
  }

  void end() throws SQLException {
    row.append('\n');
    first = true;
    begun = row.length();
    if (row.length() >= CHUNK) {
      send();
    }
  }

  private void send() throws SQLException {
    byte[] bytes = row.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    row.setLength(0);
    begun = 0;
  }

  /** Sends the rest and waits until the server has taken all. */
  void finish() throws SQLException {
    send();
    var _ = copy.endCopy();
  }

  /** Without {@link #finish} before it, gives everything up. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
