import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a constant rate, whatever comes back, and counts each time from the moment at which a
 * request was meant to be sent. A closed loop waits with its next request for the last answer, so a
 * server that stands still for a second costs it one slow request (coordinated omission); here it
 * costs all those that should have come in that second.
 *
 * <p>One thread for all connections: it shares two cores with the server. Times are exact to a
 * fifth of a millisecond, or to the pause that it makes between two looks. Without one it and the
 * server wake each other for each single request, and who is woken takes the core from a page that
 * is just being made; with one, requests come some at a time, as a network card hands them on.
 */
final class OpenLoop implements AutoCloseable {
  /** For many requests at a time: short beside what is measured, and costs little. */
  static final Duration PAUSE = Duration.ofMillis(1);

  private static final long NAP = 200_000;
  private static final long PATIENCE = 3_000_000_000L;
  private static final byte[] NOTHING = {};

  /** Makes small letters of great ones, and leaves the signs between them as they are. */
  private static final int LOWER = 0x20;

  private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(ISO_8859_1);
  private static final byte[] RETRY_AFTER = "retry-after:".getBytes(ISO_8859_1);
  private static final byte[] CLOSE = "connection: close".getBytes(ISO_8859_1);

  private final InetSocketAddress address;
  private final List<ByteBuffer> requests;
  private final long pause;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private final Deque<Line> free = new ArrayDeque<>();
  private final List<Line> lines = new ArrayList<>();
  private final Answers answers = new Answers();
  private long end;

  /** What came back. */
  static final class Answers {
    final Histogram good = new Histogram();
    final Histogram refused = new Histogram();
    long goodInTime;
    long refusedWithRetryAfter;
    long failed;
    long unsent;
    double seconds;

    /** Of those that came while it still sent. */
    double goodRate() {
      return goodInTime / seconds;
    }

    long all() {
      return good.total() + refused.total() + failed + unsent;
    }
  }

  /** A connection, and how far it is with reading an answer. */
  private static final class Line {
    SocketChannel channel;
    SelectionKey key;
    long due;
    boolean waiting;
    int status;
    long left = -1;
    boolean retryAfter;
    boolean closing;

    /** The begin of a head of which not all has come. */
    byte[] begun = NOTHING;
  }

  OpenLoop(InetSocketAddress address, List<byte[]> requests, int connections) throws IOException {
    this(address, requests, connections, Duration.ZERO);
  }

  /**
   * The same.
   *
   * @param pause between two looks at what is due and what has come
   */
  OpenLoop(InetSocketAddress address, List<byte[]> requests, int connections, Duration pause)
      throws IOException {
    this.address = address;
    this.requests = requests.stream().map(OpenLoop::direct).toList();
    this.pause = pause.toNanos();
    for (int i = 0; i < connections; i++) {
      var line = new Line();
      lines.add(line);
      connect(line);
      free.add(line);
    }
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  static byte[] get(String path, String cookie) {
    String cookies = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
    return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + cookies + "\r\n")
        .getBytes(ISO_8859_1);
  }

  private void connect(Line line) throws IOException {
    line.channel = SocketChannel.open(address);
    line.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    line.channel.configureBlocking(false);
    line.key = line.channel.register(selector, SelectionKey.OP_READ, line);
  }

  /**
   * Sends so many a second for so long. What is late then, because all connections wait for
   * answers, is sent for a while yet: left out, the worst times would be the ones that are missing.
   */
  Answers run(double rate, double seconds) throws IOException {
    long start = System.nanoTime();
    double interval = 1e9 / rate;
    long all = (long) (rate * seconds);
    long sent = 0;
    end = start + (long) (seconds * 1e9);
    answers.seconds = seconds;
    long now = start;
    while (now < end + PATIENCE && (now < end || sent < all || free.size() < lines.size())) {
      boolean busy = false;
      while (sent < all && start + (long) (sent * interval) <= now && !free.isEmpty()) {
        send(free.poll(), start + (long) (sent * interval), sent);
        sent++;
        busy = true;
      }
      busy |= receive();
      if (pause > 0) {
        LockSupport.parkNanos(pause);
      } else if (!busy) {
        long due = sent < all ? start + (long) (sent * interval) : now + NAP;
        LockSupport.parkNanos(Math.clamp(due - now, 1_000, NAP));
      }
      now = System.nanoTime();
    }
    answers.failed += lines.size() - free.size();
    answers.unsent = all - sent;
    return answers;
  }

  private void send(Line line, long due, long number) throws IOException {
    line.due = due;
    line.waiting = true;
    line.left = -1;
    line.retryAfter = false;
    line.closing = false;
    line.begun = NOTHING;
    var bytes = requests.get((int) (number % requests.size())).rewind();
    try {
      while (bytes.hasRemaining()) {
        if (line.channel.write(bytes) == 0) {
          Thread.onSpinWait();
        }
      }
    } catch (IOException e) {
      fail(line);
    }
  }

  private boolean receive() throws IOException {
    if (selector.selectNow() == 0) {
      return false;
    }
    for (SelectionKey key : selector.selectedKeys()) {
      read((Line) key.attachment());
    }
    selector.selectedKeys().clear();
    return true;
  }

  private void read(Line line) throws IOException {
    buffer.clear().put(line.begun);
    int count;
    try {
      count = line.channel.read(buffer);
    } catch (IOException e) {
      count = -1;
    }
    if (count < 0) {
      fail(line);
      return;
    }
    buffer.flip();
    if (line.left < 0 && !hasHead(line)) {
      line.begun = new byte[buffer.remaining()];
      buffer.get(line.begun);
      return;
    }
    line.left -= buffer.remaining();
    if (line.left <= 0) {
      answered(line);
    }
  }

  /** Reads the head in one go, as it lies in the buffer; false where its end has not come yet. */
  private boolean hasHead(Line line) {
    long length = 0;
    for (int at = next(0); at > 0; at = next(at)) {
      switch (buffer.get(at) | LOWER) {
        case '\r' | LOWER -> {
          line.status = digits(9);
          line.left = length;
          line.begun = NOTHING;
          buffer.position(at + 2);
          return true;
        }
        case 'c' -> {
          if (is(at, CONTENT_LENGTH)) {
            length = digits(at + CONTENT_LENGTH.length + 1);
          } else if (is(at, CLOSE)) {
            line.closing = true;
          }
        }
        case 'r' -> line.retryAfter |= is(at, RETRY_AFTER);
        default -> {}
      }
    }
    return false;
  }

  /** Where the line after this one begins, of which two bytes have come; 0 for nowhere. */
  private int next(int at) {
    for (int i = at; i < buffer.limit() - 2; i++) {
      if (buffer.get(i) == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether these lower-case letters stand there, in any case. */
  private boolean is(int at, byte[] letters) {
    for (int i = 0; i < letters.length; i++) {
      if (at + i >= buffer.limit() || (buffer.get(at + i) | LOWER) != letters[i]) {
        return false;
      }
    }
    return true;
  }

  private int digits(int at) {
    int number = 0;
    for (int i = at; i < buffer.limit() && Character.isDigit(buffer.get(i)); i++) {
      number = number * 10 + buffer.get(i) - '0';
    }
    return number;
  }

  private void answered(Line line) throws IOException {
    long now = System.nanoTime();
    long took = now - line.due;
    if (line.status < 400) {
      answers.good.add(took);
      answers.goodInTime += now < end ? 1 : 0;
    } else if (line.status == 503) {
      answers.refused.add(took);
      answers.refusedWithRetryAfter += line.retryAfter ? 1 : 0;
    } else {
      answers.failed++;
    }
    line.waiting = false;
    if (line.closing) {
      reconnect(line);
    }
    free.add(line);
  }

  /** A connection has ended; that it did while it waited is a failure. */
  private void fail(Line line) throws IOException {
    reconnect(line);
    if (line.waiting) {
      line.waiting = false;
      answers.failed++;
      free.add(line);
    }
  }

  private void reconnect(Line line) throws IOException {
    line.key.cancel();
    line.channel.close();
    connect(line);
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines) {
      line.channel.close();
    }
    selector.close();
  }
}
