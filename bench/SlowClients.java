import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Visitors on the worst of lines: half of them send a byte of their request a second, half ask for
 * many pages at once and then read a byte a second. Who is cut off comes again.
 */
final class SlowClients implements AutoCloseable {
  /** More pages than the buffers between two sockets hold. */
  private static final int PIPELINED = 200;

  private final InetSocketAddress address;
  private final String path;
  private final AtomicInteger closed = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SlowClients(InetSocketAddress address, String path, int count) {
    this.address = address;
    this.path = path;
    for (int i = 0; i < count; i++) {
      boolean writes = i % 2 == 0;
      threads.submit(() -> again(writes));
    }
  }

  /** How often the server had enough. */
  int closed() {
    return closed.get();
  }

  private Void again(boolean writes) throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      try (var channel = SocketChannel.open()) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(address);
        if (writes) {
          write(channel);
        } else {
          read(channel);
        }
      } catch (IOException e) {
        closed.incrementAndGet();
      }
    }
    return null;
  }

  private void write(SocketChannel channel) throws IOException, InterruptedException {
    for (byte letter : ("GET " + path + " HTTP/1.1\r\nHost: slow." + "w".repeat(200)).getBytes()) {
      channel.write(ByteBuffer.wrap(new byte[] {letter}));
      Thread.sleep(1_000);
    }
  }

  private void read(SocketChannel channel) throws IOException, InterruptedException {
    String one = new String(OpenLoop.get(path, ""), StandardCharsets.ISO_8859_1);
    channel.configureBlocking(false);
    var all = ByteBuffer.wrap(one.repeat(PIPELINED).getBytes(StandardCharsets.ISO_8859_1));
    var letter = ByteBuffer.allocate(1);
    while (true) {
      if (all.hasRemaining()) {
        channel.write(all);
      }
      letter.clear();
      if (channel.read(letter) < 0) {
        throw new IOException("closed");
      }
      Thread.sleep(1_000);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
