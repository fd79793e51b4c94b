package stoa.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stands between the forum and a server, and does to their connections what networks do. */
public final class FaultProxy implements AutoCloseable {
  /** What happens to what passes. */
  public enum Mode {
    PASS,
    /** Connections are cut, new ones too. */
    REFUSE,
    /** Nothing comes through any more, and nobody is told. */
    HOLE,
    /** Answers come through at 400 bytes a second. */
    TRICKLE,
    /** The answer to the next COMMIT is lost, and with it the connection. */
    LOSE_COMMIT
  }

  private final ServerSocket listener;
  private final int target;
  private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.PASS);
  private final AtomicReference<@Nullable Held> next = new AtomicReference<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public FaultProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public void set(Mode now) {
    Mode before = mode.getAndSet(now);
    if (now != before && (now == Mode.REFUSE || now == Mode.PASS)) {
      open.forEach(FaultProxy::cut); // what stood in a hole is dead
    }
  }

  /**
   * Keeps back the next answer that has the word in it, and all that follows on its connection;
   * other connections go on.
   */
  public Held hold(String word) {
    var held = new Held(word);
    next.set(held);
    return held;
  }

  /** An answer that is kept back. */
  public static final class Held {
    private final String word;
    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Held(String word) {
      this.word = word;
    }

    /** Whether it has been given, and is kept back now. */
    public boolean isThere() {
      return came.getCount() == 0;
    }

    public void release() {
      released.countDown();
    }
  }

  private void keepBack(byte[] buffer, int length) {
    Held held = next.get();
    if (held == null || !has(buffer, length, held.word) || !next.compareAndSet(held, null)) {
      return;
    }
    held.came.countDown();
    try {
      held.released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (mode.get() == Mode.REFUSE) {
          cut(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> pump(client, server, true));
        Thread.ofVirtual().start(() -> pump(server, client, false));
      } catch (IOException e) {
        continue; // closed, or the server refused: the client sees it
      }
    }
  }

  private void pump(Socket from, Socket to, boolean request) {
    var buffer = new byte[16 * 1024];
    try {
      for (int n; (n = from.getInputStream().read(buffer)) >= 0; ) {
        if (mode.get() == Mode.HOLE) {
          continue;
        }
        if (!request && mode.get() == Mode.LOSE_COMMIT && has(buffer, n, "COMMIT\0")) {
          mode.set(Mode.PASS);
          break;
        }
        if (!request) {
          keepBack(buffer, n);
        }
        int sent = request ? 0 : trickled(buffer, n, to);
        to.getOutputStream().write(buffer, sent, n - sent);
      }
    } catch (IOException e) {
      // One side went away; so does the other.
    }
    cut(from);
    cut(to);
    open.remove(from);
    open.remove(to);
  }

  private int trickled(byte[] buffer, int length, Socket to) throws IOException {
    int sent = 0;
    while (mode.get() == Mode.TRICKLE && sent < length) {
      int some = Math.min(40, length - sent);
      to.getOutputStream().write(buffer, sent, some);
      sent += some;
      LockSupport.parkNanos(100_000_000);
    }
    return sent;
  }

  private static boolean has(byte[] buffer, int length, String word) {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(word);
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(FaultProxy::cut);
  }
}
