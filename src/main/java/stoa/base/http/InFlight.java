package stoa.base.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Bounds the requests that are worked on. Threads cost nothing here, so without it a rush would
 * queue at the database's pool instead, where everybody waits and nobody is served. A request
 * beyond the bound waits for its turn in a short queue; when that is full, or the wait too long, it
 * is turned away with a page that costs nothing.
 *
 * <p>The queue is there for a burst. In a rush that lasts it would always be full: nobody more
 * would be served for it, but all of them later, and each who waits takes memory, which the
 * collector copies, from those who are served. So it is short then.
 *
 * <p>The place is free again when the handler has made its answer, not when the visitor has read
 * it: {@link HttpServer} buffers whole pages, so that slow readers hold no place.
 */
final class InFlight extends Handler.Wrapper {
  private final EdgeLimits limits;
  private final HttpMetrics metrics;
  private final BusyPage busy;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long lastFree = System.nanoTime();

  InFlight(Handler next, EdgeLimits limits, HttpMetrics metrics, BusyPage busy) {
    super(next);
    this.limits = limits;
    this.metrics = metrics;
    this.busy = busy;
    this.places = new Semaphore(limits.running(), true);
  }

  /**
   * Counts a request in that is about to be handled; false where it is to be turned away. Asked by
   * the thread that reads requests: counted only by the thread that handles it, all that are read
   * in the meantime would find the same room, and each take a thread to be turned away on.
   */
  boolean admits(Request request) {
    if (isFromMemory(request)) {
      return true;
    }
    if (waiting.incrementAndGet() <= room() + places.availablePermits()) {
      return true;
    }
    waiting.decrementAndGet();
    return false;
  }

  /** Of a request that was admitted. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isFromMemory(request)) {
      return super.handle(request, response, callback);
    }
    long begun = System.nanoTime();
    boolean entered = hasEntered();
    metrics.queued((System.nanoTime() - begun) / 1e9);
    if (!entered) {
      busy.answer(request, response, callback);
      return true;
    }
    try {
      return super.handle(request, response, callback);
    } finally {
      places.release();
    }
  }

  private int room() {
    return System.nanoTime() - lastFree < limits.rush().toNanos()
        ? limits.waiting()
        : limits.waitingInRush();
  }

  private static boolean isFromMemory(Request request) {
    return Request.getPathInContext(request).startsWith("/assets/");
  }

  private boolean hasEntered() throws InterruptedException {
    try {
      if (places.tryAcquire(0, TimeUnit.SECONDS)) {
        lastFree = System.nanoTime();
        return true; // unlike tryAcquire() it does not overtake those who wait
      }
      return places.tryAcquire(limits.longestWait().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      waiting.decrementAndGet();
    }
  }
}
