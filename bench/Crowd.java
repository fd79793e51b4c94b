import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many who ask for nothing, and some who ask slowly: what they cost the others. Jetty
 * closes a connection on which nothing moves for 30 s, so the rows are shorter than that.
 */
final class Crowd {
  private static final int IDLE = 10_000;
  private static final int SLOW = 200;
  private static final int NEW = 200;
  private static final int LONGEST = 10;
  private static final int SETTLED = 4_000;

  private final Site site;
  private final Pace pace;
  private final Wrk wrk = new Wrk(PageRows.CLIENTS);

  Crowd(Site site, Pace pace) {
    this.site = site;
    this.pace = pace;
  }

  void run(Pages.Page page) throws IOException, InterruptedException {
    System.out.printf(
        """
        A guest's topic page, %d clients, beside:

        | | requests/s alone (before and after) | beside | ratio | p99 ms alone, beside | RSS MB before, with | \
        threads before, with | connecting and first page p50, p99 ms | |
        |---|---|---|---|---|---|---|---|---|
        """,
        PageRows.CLIENTS);
    rate(page); // warm
    row("10,000 idle connections", page, () -> idle(page));
    row(SLOW + " clients of a byte a second", page, () -> slow(page));
    System.out.println();
  }

  private Wrk.Result rate(Pages.Page page) throws IOException, InterruptedException {
    return wrk.get(site.url(), page.asks(), Math.min(LONGEST, pace.row()));
  }

  /** What was measured beside them; {@code more} is what else is worth saying. */
  private record Beside(
      Wrk.Result rate, double memory, long threads, Histogram fresh, String more) {}

  private interface Besides {
    Beside run() throws IOException, InterruptedException;
  }

  private Beside idle(Pages.Page page) throws IOException, InterruptedException {
    var open = new ArrayList<SocketChannel>();
    try {
      var opening = new Histogram();
      for (int i = 0; i < IDLE; i++) {
        open.add(visit(page, opening));
      }
      double memory = site.memory();
      long threads = threads();
      return new Beside(rate(page), memory, threads, fresh(page), still(open));
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }

  private Beside slow(Pages.Page page) throws IOException, InterruptedException {
    String path = page.asks().getFirst().path();
    try (var clients = new SlowClients(site.address(), path, SLOW)) {
      Thread.sleep(SETTLED); // what their lines hold is sent at once, then it trickles
      var rate = rate(page);
      String closed = clients.closed() + " of them closed by the server";
      return new Beside(rate, site.memory(), threads(), fresh(page), closed);
    }
  }

  private Histogram fresh(Pages.Page page) throws IOException {
    var times = new Histogram();
    for (int i = 0; i < NEW; i++) {
      visit(page, times).close();
    }
    return times;
  }

  private static String still(List<SocketChannel> open) throws IOException {
    int gone = 0;
    for (SocketChannel channel : open) {
      channel.configureBlocking(false);
      gone += channel.read(ByteBuffer.allocate(1)) < 0 ? 1 : 0;
    }
    return open.size() - gone + " still open at the end";
  }

  /** Connects, reads one page and stays. */
  private SocketChannel visit(Pages.Page page, Histogram times) throws IOException {
    long begun = System.nanoTime();
    var channel = SocketChannel.open(site.address());
    channel.write(ByteBuffer.wrap(OpenLoop.get(page.asks().getFirst().path(), "")));
    var buffer = ByteBuffer.allocate(1 << 16);
    int end = -1;
    while (end < 0 || buffer.position() < end) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the server closed a new connection");
      }
      end = end(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
    }
    times.add(System.nanoTime() - begun);
    return channel;
  }

  private static int end(String answer) {
    int head = answer.indexOf("\r\n\r\n");
    if (head < 0) {
      return -1;
    }
    String fields = answer.substring(0, head).toLowerCase(java.util.Locale.ROOT) + "\r\n";
    int at = fields.indexOf("content-length:") + 15;
    return head + 4 + Integer.parseInt(fields.substring(at, fields.indexOf("\r\n", at)).strip());
  }

  private void row(String name, Pages.Page page, Besides besides)
      throws IOException, InterruptedException {
    var before = rate(page);
    double memory = site.memory();
    long threads = threads();
    var beside = besides.run();
    var after = rate(page);
    double alone = (before.rate() + after.rate()) / 2;
    System.out.printf(
        "| %s | %.0f | %.0f | %.2f | %.1f, %.1f | %.0f, %.0f | %d, %d | %.1f, %.1f | %s |%n",
        name,
        alone,
        beside.rate().rate(),
        beside.rate().rate() / alone,
        (before.p99() + after.p99()) / 2,
        beside.rate().p99(),
        memory,
        beside.memory(),
        threads,
        beside.threads(),
        beside.fresh().millis(50),
        beside.fresh().millis(99),
        beside.more());
  }

  /** Threads of the operating system. */
  private long threads() throws IOException {
    try (var tasks =
        java.nio.file.Files.list(
            java.nio.file.Path.of("/proc/" + site.process().pid() + "/task"))) {
      return tasks.count();
    }
  }
}
