package stoa.support;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client on one connection that makes hardly an object for a request: beside the costs of an
 * answer its own do not count.
 */
public final class Wire implements AutoCloseable {
  private static final byte[] HEAD_ENDS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);

  /** Longer than any page. */
  private static final int ROOM = 1 << 20;

  private final Socket socket;
  private final byte[] buffer = new byte[ROOM];
  private int filled;

  public Wire(String site) {
    var address = URI.create(site);
    try {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The bytes that ask for a page.
   *
   * @param cookies as the header spells them; empty for none
   */
  public static byte[] get(String path, String cookies) {
    return bytes(head("GET", path, cookies) + "\r\n");
  }

  /** The bytes that send a form. */
  public static byte[] post(String path, String cookies, String form) {
    return bytes(
        head("POST", path, cookies)
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + bytes(form).length
            + "\r\n\r\n"
            + form);
  }

  private static String head(String method, String path, String cookies) {
    String cookie = cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n";
    return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + cookie;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends a request and reads its answer.
   *
   * @return the length of the body
   */
  public int ask(byte[] request, int status) {
    try {
      socket.getOutputStream().write(request);
      return answer(status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int answer(int status) throws IOException {
    filled = 0;
    int end = -1;
    while (end < 0) {
      read();
      end = find(HEAD_ENDS, filled);
    }
    int length = length(end);
    while (filled < end + HEAD_ENDS.length + length) {
      read();
    }
    if (number("HTTP/1.1 ".length()) != status) {
      throw new IllegalStateException(text());
    }
    return length;
  }

  private void read() throws IOException {
    int count = socket.getInputStream().read(buffer, filled, buffer.length - filled);
    if (count <= 0) {
      throw new EOFException(text());
    }
    filled += count;
  }

  /** Small and capital letters are the same. */
  private int find(byte[] what, int before) {
    for (int at = 0; at + what.length <= before; at++) {
      int same = 0;
      while (same < what.length && small(buffer[at + same]) == what[same]) {
        same++;
      }
      if (same == what.length) {
        return at;
      }
    }
    return -1;
  }

  private static int small(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  }

  private int length(int headEnd) {
    int at = find(LENGTH, headEnd);
    if (at < 0) {
      throw new IllegalStateException("no length: " + text());
    }
    return number(at + LENGTH.length);
  }

  private int number(int from) {
    int number = 0;
    for (int at = from; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
      number = number * 10 + buffer[at] - '0';
    }
    return number;
  }

  private String text() {
    return new String(Arrays.copyOf(buffer, filled), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
