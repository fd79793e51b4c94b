package stoa.base.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told to, right or wrong. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  public RawClient(int port) throws IOException {
    this(port, 0);
  }

  /**
   * @param buffer how much the system may receive before it is read; 0 for its default
   */
  public RawClient(int port, int buffer) throws IOException {
    socket = new Socket();
    if (buffer > 0) {
      socket.setReceiveBufferSize(buffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout((int) TestEdge.PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Like {@link #send}, but false where the server has closed the connection. */
  boolean sends(String text) {
    try {
      send(text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What comes until the server closes; what had come before it, where it closed hard. */
  String readAll() throws IOException {
    var text = new StringBuilder();
    try {
      for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
        text.append((char) c);
      }
    } catch (java.net.SocketException e) {
      text.append(""); // a reset also is an end
    }
    return text.toString();
  }

  /** The lines up to the first empty one, or what comes before the end. */
  String readHead() throws IOException {
    var text = new StringBuilder();
    int c = 0;
    while (c >= 0 && text.indexOf("\r\n\r\n") < 0) {
      c = socket.getInputStream().read();
      text.append(c < 0 ? "" : String.valueOf((char) c));
    }
    return text.toString();
  }

  String read(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  void stopSending() throws IOException {
    socket.shutdownOutput();
  }

  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
