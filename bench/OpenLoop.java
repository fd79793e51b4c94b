import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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
 * <p>One thread for all connections: it shares two cores with the server. It naps for a fifth of a
 * millisecond where nothing is due, which is how exact its times are.
 */
final class OpenLoop implements AutoCloseable {
  private static final long NAP = 200_000;
  private static final long PATIENCE = 3_000_000_000L;

  private final InetSocketAddress address;
  private final List<byte[]> requests;
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
    final StringBuilder head = new StringBuilder();
  }

  OpenLoop(InetSocketAddress address, List<byte[]> requests, int connections) throws IOException {
    this.address = address;
    this.requests = List.copyOf(requests);
    for (int i = 0; i < connections; i++) {
      var line = new Line();
      lines.add(line);
      connect(line);
      free.add(line);
    }
  }

  static byte[] get(String path, String cookie) {
    String cookies = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
    return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + cookies + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
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
      if (!busy) {
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
    line.head.setLength(0);
    var bytes = ByteBuffer.wrap(requests.get((int) (number % requests.size())));
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
    buffer.clear();
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
    while (buffer.hasRemaining()) {
      if (line.left < 0) {
        readHead(line);
      } else {
        int taken = (int) Math.min(line.left, buffer.remaining());
        buffer.position(buffer.position() + taken);
        line.left -= taken;
      }
      if (line.left == 0) {
        answered(line);
        return;
      }
    }
  }

  private void readHead(Line line) {
    while (buffer.hasRemaining()) {
      line.head.append((char) (buffer.get() & 0xFF));
      int length = line.head.length();
      if (length >= 4 && line.head.indexOf("\r\n\r\n", length - 4) >= 0) {
        String head = line.head.toString().toLowerCase(java.util.Locale.ROOT);
        line.status = Integer.parseInt(head.substring(9, 12));
        line.left = Long.parseLong(field(head, "content-length:", "0"));
        line.retryAfter = head.contains("\r\nretry-after:");
        line.closing = field(head, "connection:", "").equals("close");
        return;
      }
    }
  }

  private static String field(String head, String name, String other) {
    int at = head.indexOf("\r\n" + name);
    if (at < 0) {
      return other;
    }
    int from = at + 2 + name.length();
    return head.substring(from, head.indexOf("\r\n", from)).strip();
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
