package stoa.base.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which a request's header has begun and does not end, the first request or a
 * later one. Jetty's idle time-out alone lets a byte every few seconds hold a connection for ever,
 * and its minimum data rate is for bodies.
 *
 * <p>Jetty tells nobody when a header begins, so that all connections are looked at from time to
 * time: some nanoseconds each. What is read here of another thread's parser may be a moment old;
 * only what stays the same for the whole time counts.
 */
final class SlowHeaders extends AbstractLifeCycle implements Connection.Listener {
  private static final int LOOKS = 10;

  private final Scheduler scheduler;
  private final Duration wholeHeader;
  private final HttpMetrics metrics;
  private final ConcurrentHashMap<HttpConnection, Progress> connections = new ConcurrentHashMap<>();
  private Scheduler.@Nullable Task next;

  SlowHeaders(Scheduler scheduler, Duration wholeHeader, HttpMetrics metrics) {
    this.scheduler = scheduler;
    this.wholeHeader = wholeHeader;
    this.metrics = metrics;
  }

  /**
   * What was seen of a connection between two requests.
   *
   * @param since when it was last seen without a header that has begun
   */
  private record Progress(long messages, long bytes, long since) {}

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.put(http, new Progress(0, 0, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.remove(http);
    }
  }

  @Override
  protected void doStart() {
    schedule();
  }

  @Override
  protected void doStop() {
    if (next != null) {
      next.cancel();
    }
  }

  private void schedule() {
    next =
        scheduler.schedule(this::look, wholeHeader.toMillis() / LOOKS + 1, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    connections.forEach((connection, before) -> look(connection, before, now));
    if (isRunning()) {
      schedule();
    }
  }

  private void look(HttpConnection connection, Progress before, long now) {
    if (!inHeader(connection, before)) {
      var seen = new Progress(connection.getMessagesIn(), connection.getBytesIn(), now);
      connections.replace(connection, before, seen);
    } else if (now - before.since() > wholeHeader.toNanos()) {
      metrics.rejected(Rejection.SLOW);
      connection.getEndPoint().close();
    }
  }

  /** Empty lines before a request leave the parser at its start; they are bytes nevertheless. */
  private static boolean inHeader(HttpConnection connection, Progress before) {
    var parser = connection.getParser();
    return parser.inHeaderState()
        && connection.getMessagesIn() == before.messages()
        && (!parser.isStart() || connection.getBytesIn() != before.bytes());
  }
}
