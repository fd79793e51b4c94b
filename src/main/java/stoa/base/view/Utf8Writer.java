package stoa.base.view;

import java.io.Writer;
import java.util.Arrays;

/**
 * Collects text as UTF-8, as it goes out: as a string it would be copied twice more. What stands
 * alone of a pair of surrogates in one write becomes a question mark, as in {@link
 * String#getBytes}. For one thread.
 */
final class Utf8Writer extends Writer {
  private static final int MOST_FOR_A_CHAR = 3;

  private byte[] bytes;
  private int length;

  /**
   * @param usual bytes that there is room for at once
   */
  Utf8Writer(int usual) {
    this.bytes = new byte[usual];
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public void write(int character) {
    write(Character.toString((char) character));
  }

  @Override
  public void write(String text) {
    write(text, 0, text.length());
  }

  @Override
  public void write(String text, int from, int count) {
    int end = from + count;
    int at = from;
    room(count);
    while (at < end && text.charAt(at) < 0x80) {
      bytes[length++] = (byte) text.charAt(at++);
    }
    if (at < end) {
      encode(text, at, end);
    }
  }

  /** Pebble's own text comes so. */
  @Override
  public void write(char[] text, int from, int count) {
    int end = from + count;
    int at = from;
    room(count);
    while (at < end && text[at] < 0x80) {
      bytes[length++] = (byte) text[at++];
    }
    if (at < end) {
      encode(java.nio.CharBuffer.wrap(text), at, end);
    }
  }

  private void encode(CharSequence text, int from, int end) {
    room((end - from) * MOST_FOR_A_CHAR);
    for (int at = from; at < end; at++) {
      char unit = text.charAt(at);
      if (unit < 0x80) {
        bytes[length++] = (byte) unit;
      } else if (unit < 0x800) {
        bytes[length++] = (byte) (0xC0 | (unit >> 6));
        continued(unit);
      } else if (!Character.isSurrogate(unit)) {
        bytes[length++] = (byte) (0xE0 | (unit >> 12));
        continued(unit >> 6);
        continued(unit);
      } else if (at + 1 < end && Character.isSurrogatePair(unit, text.charAt(at + 1))) {
        at++;
        int point = Character.toCodePoint(unit, text.charAt(at));
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        continued(point >> 12);
        continued(point >> 6);
        continued(point);
      } else {
        bytes[length++] = '?';
      }
    }
  }

  private void continued(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  @Override
  public void flush() {
    // all of it is here
  }

  @Override
  public void close() {
    // nothing is open
  }
}
