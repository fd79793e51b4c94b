import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;

/**
 * Bytes for COPY in its text format. Who adds text keeps tabs and backslashes out of it: looking
 * for them in ten million posts would cost more than making them.
 */
final class Row {
  private static final int CHUNK = 1 << 17;

  private byte[] bytes = new byte[2 * CHUNK];
  private int length;

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  Row add(byte[] more) {
    return add(more, 0, more.length);
  }

  Row add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  Row add(long number) {
    return add(Long.toString(number).getBytes(StandardCharsets.ISO_8859_1));
  }

  Row add(Row other) {
    return add(other, 0);
  }

  Row add(Row other, int from) {
    return add(other.bytes, from, other.length - from);
  }

  private Row add(byte[] more, int from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(more, from, bytes, length, count);
    length += count;
    return this;
  }

  Row tab() {
    return add(TAB);
  }

  private static final byte[] TAB = {'\t'};

  /** A value and the tab after it. */
  Row field(long number) {
    return add(number).tab();
  }

  Row field(String text) {
    return add(text).tab();
  }

  /** Ends a row that ends with a tab, and sends what has gathered. */
  void end(CopyIn copy) throws SQLException {
    bytes[length - 1] = '\n';
    if (length >= CHUNK) {
      send(copy);
    }
  }

  void send(CopyIn copy) throws SQLException {
    copy.writeToCopy(bytes, 0, length);
    length = 0;
  }
}
