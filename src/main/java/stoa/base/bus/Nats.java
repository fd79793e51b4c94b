package stoa.base.bus;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Options;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.runtime.Breaker;
import stoa.base.runtime.Stoppable;

/**
 * The connection to NATS and the stream on it. The forum starts without it and waits for it: what
 * is announced meanwhile stays in the outbox.
 */
public final class Nats implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(Nats.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** What the stream may hold; the outbox has everything anyway. */
  private static final long LARGEST = 1L << 30;

  private static final int LARGEST_MESSAGE = 64 * 1024;
  private static final Duration OLDEST = Duration.ofDays(7);

  private final String url;
  private final String stream;
  private final Breaker breaker;
  private final ReentrantLock connecting = new ReentrantLock();

  /** Counts connections and reconnections: who sees it change must look at everything anew. */
  private final AtomicLong epoch = new AtomicLong();

  private @Nullable Connection connection;
  private long streamSeen = -1;
  private volatile boolean stopped;

  /** NATS is away. */
  static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Away(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param stream the stream's name, and the first word of its subjects: two forums on one NATS
   *     need two
   */
  public Nats(String url, String stream, Breaker breaker) {
    this.url = url;
    this.stream = stream;
    this.breaker = breaker;
  }

  String stream() {
    return stream;
  }

  String subject(String kind) {
    return stream + ".events." + kind;
  }

  String subjects() {
    return stream + ".events.>";
  }

  long epoch() {
    return epoch.get();
  }

  interface Use<T> {
    T of(Connection connection)
        throws IOException, JetStreamApiException, InterruptedException, TimeoutException;
  }

  /**
   * Works with a connection that has its stream, through the breaker.
   *
   * @throws Away where there is none now
   */
  <T> T use(Use<T> use) throws InterruptedException {
    var call = breaker.begin();
    try {
      T result = use.of(ready());
      call.succeeded();
      return result;
    } catch (IOException | JetStreamApiException | IllegalStateException | TimeoutException e) {
      call.failed(e);
      streamSeen = -1; // it may have been removed
      throw new Away("NATS: " + e.getMessage(), e);
    } catch (RuntimeException | InterruptedException e) {
      call.failed(e);
      throw e;
    }
  }

  /** Throws where NATS does not answer; for health. */
  public void check() {
    try {
      var _ =
          use(nats -> {
            nats.flush(Duration.ofSeconds(1));
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Connection ready() throws IOException, JetStreamApiException, InterruptedException {
    if (!connecting.tryLock(CONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("still connecting");
    }
    try {
      if (stopped) {
        throw new IOException("stopped");
      }
      var known = connection;
      if (known == null || known.getStatus() == Connection.Status.CLOSED) {
        known = io.nats.client.Nats.connect(options());
        connection = known;
        epoch.incrementAndGet();
      }
      if (known.getStatus() != Connection.Status.CONNECTED) {
        throw new IOException("connection is " + known.getStatus());
      }
      if (streamSeen != epoch.get()) {
        makeStream(known);
        streamSeen = epoch.get();
      }
      return known;
    } finally {
      connecting.unlock();
    }
  }

  private Options options() {
    return Options.builder()
        .server(url)
        .connectionName("stoa")
        .connectionTimeout(CONNECT)
        .socketWriteTimeout(Duration.ofSeconds(5))
        .pingInterval(Duration.ofSeconds(2))
        .maxPingsOut(2)
        .maxReconnects(-1)
        .reconnectWait(Duration.ofMillis(500))
        .reconnectJitter(Duration.ofMillis(500))
        .reconnectBufferSize(0) // the outbox is the buffer
        .connectionListener((_, event) -> connectionChanged(event.name()))
        .errorListener(new QuietErrors())
        .build();
  }

  private void connectionChanged(String event) {
    LOG.info("NATS: {}", event);
    epoch.incrementAndGet();
  }

  private void makeStream(Connection nats) throws IOException, JetStreamApiException {
    var wanted =
        StreamConfiguration.builder()
            .name(stream)
            .subjects(subjects())
            .storageType(StorageType.File)
            .retentionPolicy(RetentionPolicy.Limits)
            .discardPolicy(DiscardPolicy.Old)
            .maxBytes(LARGEST)
            .maxAge(OLDEST)
            .maximumMessageSize(LARGEST_MESSAGE)
            .duplicateWindow(Duration.ofMinutes(2))
            .build();
    var streams = nats.jetStreamManagement();
    try {
      var _ = streams.addStream(wanted);
    } catch (JetStreamApiException e) {
      var _ = streams.updateStream(wanted); // it is there, made by another server or version
    }
  }

  /** Sends what is still to be sent, then closes. */
  @Override
  public void stop(Deadline deadline) throws Exception {
    connecting.lock();
    try {
      stopped = true;
      if (connection != null) {
        if (connection.getStatus() == Connection.Status.CONNECTED) {
          connection.flush(Duration.ofMillis(Math.max(1, deadline.left().toMillis() / 2)));
        }
        connection.close();
      }
    } finally {
      connecting.unlock();
    }
  }
}
