package stoa.base.http;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for bodies that have come in part, or wait whole for their turn: bounded in all, and
 * for each address, so that one cannot take it from the others.
 */
final class BodyRoom {
  private final long most;
  private final long mostOfAddress;
  private final Gauge gauge;
  private final AtomicLong held = new AtomicLong();
  private final ConcurrentHashMap<String, Long> ofAddress = new ConcurrentHashMap<>();

  BodyRoom(EdgeLimits limits, CollectorRegistry registry) {
    this.most = limits.bodies();
    this.mostOfAddress = limits.bodiesOfAddress();
    this.gauge =
        Gauge.build("forum_http_body_bytes", "Memory held by forms that come or wait for a turn.")
            .register(registry);
  }

  /** The room of one body. */
  Share share(String address) {
    return new Share(address);
  }

  final class Share {
    private final String address;
    private final AtomicLong taken = new AtomicLong();

    private Share(String address) {
      this.address = address;
    }

    /** False where there is no room for so many bytes more. */
    boolean take(long bytes) {
      taken.addAndGet(bytes);
      gauge.inc((double) bytes);
      boolean room = held.addAndGet(bytes) <= most;
      return ofAddress.merge(address, bytes, Long::sum) <= mostOfAddress && room;
    }

    /** Harmless when done twice. */
    void giveBack() {
      long bytes = taken.getAndSet(0);
      if (bytes > 0) {
        held.addAndGet(-bytes);
        gauge.dec((double) bytes);
        ofAddress.computeIfPresent(address, (_, all) -> all == bytes ? null : all - bytes);
      }
    }
  }
}
