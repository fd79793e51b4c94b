import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What comes beside the usual pages, all the time: addresses that are not there, forms without
 * their token, lines that are cut in the middle of a request or an answer, signing in, replies.
 */
final class OddVisitors implements AutoCloseable {
  private static final int PAUSE = 20;
  private static final int LONG_PAUSE = 200;

  private final Site site;
  private final String topic;
  private final int firstMember;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong strange = new AtomicLong();

  private interface Visit {
    /** Whether the answer was the one that such a visit gets. */
    boolean pay() throws IOException, InterruptedException;
  }

  /**
   * They begin at once.
   *
   * @param topic a topic's address
   * @param firstMember of some hundred who sign in
   */
  OddVisitors(Site site, String topic, int firstMember) {
    this.site = site;
    this.topic = topic;
    this.firstMember = firstMember;
    again(PAUSE, () -> site.get("/t/999999999", "").statusCode() == 404);
    again(PAUSE, () -> site.send("/login", "", "username=Nobody").statusCode() == 403);
    again(PAUSE, () -> cut("GET " + topic + "?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    again(
        PAUSE,
        () -> cut("POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90\r\n\r\nuser"));
    again(LONG_PAUSE, this::signIn);
    again(LONG_PAUSE, this::reply);
  }

  private void again(int pause, Visit visit) {
    threads.submit(() -> {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          strange.addAndGet(visit.pay() ? 0 : 1);
        } catch (IOException | IllegalStateException e) {
          strange.incrementAndGet();
        }
        done.incrementAndGet();
        Thread.sleep(pause);
      }
      return null;
    });
  }

  private boolean cut(String request) throws IOException {
    try (var channel = SocketChannel.open(site.address())) {
      channel.write(ByteBuffer.wrap(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
    return true;
  }

  private boolean signIn() throws IOException, InterruptedException {
    return site.signIn(firstMember + (int) (done.get() % 100), 1).size() == 1;
  }

  private boolean reply() throws IOException, InterruptedException {
    String cookie = site.signIn(firstMember, 1).getFirst();
    String csrf = Site.csrf(site.get(topic, cookie).body());
    String form =
        "_csrf=%s&_once=%s&parent=&body=A+reply+of+some+words".formatted(csrf, UUID.randomUUID());
    String action = topic.substring(0, topic.lastIndexOf('/')) + "/reply";
    return site.send(action, cookie, form).statusCode() == 303;
  }

  long done() {
    return done.get();
  }

  /** How often something else was answered. */
  long strange() {
    return strange.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
