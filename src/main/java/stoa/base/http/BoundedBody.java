package stoa.base.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends early when it grows too large or comes too slowly. Size is counted as
 * the bytes come, since a chunked body does not announce it. Jetty's idle time-out cuts only
 * silence: a byte every few seconds would hold a place for ever.
 */
final class BoundedBody extends Request.Wrapper {
  private static final String TOO_LARGE = "body too large";

  /**
   * Bytes too many that are still read, and dropped: to a browser that is refused while it sends,
   * the answer is lost in the reset of its connection (RFC 9112, 9.6).
   */
  private static final long DISCARD = 16 << 20;

  private final EdgeLimits limits;
  private long bytes;
  private long firstDemand;
  private Content.@Nullable Chunk failure;

  BoundedBody(Request request, EdgeLimits limits) {
    super(request);
    this.limits = limits;
  }

  @Override
  public Content.@Nullable Chunk read() {
    if (failure == null && announced() > limits.bodyMax() + DISCARD) {
      fail(413, TOO_LARGE);
    }
    while (failure == null) {
      Content.Chunk chunk = super.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return chunk;
      }
      bytes += chunk.remaining();
      if (Math.max(bytes, announced()) <= limits.bodyMax()) {
        return chunk;
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (last || bytes > limits.bodyMax() + DISCARD) {
        fail(413, TOO_LARGE);
      }
    }
    return failure;
  }

  private long announced() {
    return getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
  }

  @Override
  public void demand(Runnable whenThere) {
    if (failure == null && isTooSlow()) {
      fail(408, "body too slow");
    }
    if (failure == null) {
      super.demand(whenThere);
    } else {
      whenThere.run();
    }
  }

  private boolean isTooSlow() {
    long now = System.nanoTime();
    if (firstDemand == 0) {
      firstDemand = now == 0 ? 1 : now;
    }
    long elapsed = now - firstDemand;
    return elapsed > limits.wholeBody().toNanos()
        || (elapsed > limits.bodyGrace().toNanos() && bytes * 1e9 / elapsed < limits.bodyRate());
  }

  private void fail(int status, String why) {
    failure = Content.Chunk.from(new HttpException.RuntimeException(status, why), true);
  }
}
