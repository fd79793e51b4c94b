package stoa.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between the forum and a server, and does to their connections what networks do. */
public final class FaultProxy implements AutoCloseable {
  /** What happens to what passes. */
  public enum Mode {
    PASS,
    /** Connections are cut, new ones too. */
    REFUSE,
    /** Nothing comes through any more, and nobody is told. */
    HOLE,
    /** The answer to the next COMMIT is lost, and with it the connection. */
    LOSE_COMMIT
  }

  private final ServerSocket listener;
  private final int target;
  private final AtomicReference<Mode> mode = new AtomicReference<>(Mode.PASS);
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
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One side went away; so does the other.
    }
    cut(from);
    cut(to);
    open.remove(from);
    open.remove(to);
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
