package stoa.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How records lie in the spool's file: a magic word, the length, a CRC-32C of what follows, the
 * record's number (negative: the record with that number is done), and its bytes.
 */
final class SpoolFrame {
  private static final int MAGIC = 0x53505231; // "SPR1"
  private static final int HEAD = 4 + 4 + 4 + 8;

  /** Above what a form can be; a length beyond it is damage. */
  static final int LONGEST = 1 << 20;

  private SpoolFrame() {}

  /** Where in the file a record's bytes lie. */
  record Frame(long number, int from, int to) {}

  /**
   * What a file holds.
   *
   * @param damaged stretches that are no frame, with where they began
   * @param torn where the last frame breaks off; the file's length if it does not
   */
  record Contents(List<Frame> frames, List<Damage> damaged, int torn) {}

  record Damage(int from, int to) {}

  static ByteBuffer of(long number, byte[] bytes) {
    var buffer = ByteBuffer.allocate(HEAD + bytes.length);
    buffer.putInt(MAGIC).putInt(bytes.length).putInt(checksum(number, bytes)).putLong(number);
    return buffer.put(bytes).flip();
  }

  /** The frames that say of these records that they are done. */
  static ByteBuffer ends(List<Long> numbers) {
    var all = ByteBuffer.allocate(numbers.size() * HEAD);
    numbers.forEach(number -> all.put(of(-number, new byte[0])));
    return all.flip();
  }

  static int size(int length) {
    return HEAD + length;
  }

  private static int checksum(long number, byte[] bytes) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    crc.update(bytes);
    return (int) crc.getValue();
  }

  static Contents read(byte[] file) {
    var frames = new ArrayList<Frame>();
    var damaged = new ArrayList<Damage>();
    int at = 0;
    int bad = -1; // where the damage began that is being skipped
    while (at < file.length) {
      Frame frame = frameAt(file, at);
      if (frame == null) {
        bad = bad < 0 ? at : bad;
        at++;
        continue;
      }
      if (bad >= 0) {
        damaged.add(new Damage(bad, at));
        bad = -1;
      }
      frames.add(frame);
      at = frame.to();
    }
    int torn = file.length;
    if (bad >= 0 && breaksOff(file, bad)) {
      torn = bad;
    } else if (bad >= 0) {
      damaged.add(new Damage(bad, file.length));
    }
    return new Contents(frames, damaged, torn);
  }

  private static @org.jspecify.annotations.Nullable Frame frameAt(byte[] file, int at) {
    if (file.length - at < HEAD) {
      return null;
    }
    var buffer = ByteBuffer.wrap(file, at, file.length - at);
    if (buffer.getInt() != MAGIC) {
      return null;
    }
    int length = buffer.getInt();
    int checksum = buffer.getInt();
    long number = buffer.getLong();
    if (length < 0 || length > LONGEST || buffer.remaining() < length) {
      return null;
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    int from = at + HEAD;
    return checksum(number, bytes) == checksum ? new Frame(number, from, from + length) : null;
  }

  /** Whether what stands there is the beginning of a frame that the file's end cuts off. */
  private static boolean breaksOff(byte[] file, int at) {
    var head = ByteBuffer.allocate(4).putInt(MAGIC).array();
    int known = Math.min(4, file.length - at);
    for (int i = 0; i < known; i++) {
      if (file[at + i] != head[i]) {
        return false;
      }
    }
    if (file.length - at < 8) {
      return true;
    }
    int length = ByteBuffer.wrap(file, at + 4, 4).getInt();
    return length >= 0 && length <= LONGEST && at + size(length) > file.length;
  }
}
