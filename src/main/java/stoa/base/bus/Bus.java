package stoa.base.bus;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Carries published events to consumers, each at least once and mostly in order. The outbox is the
 * truth: what the bus loses is found there and carried again.
 */
interface Bus {
  /**
   * Hands events over in order; returns when all are taken.
   *
   * @throws RuntimeException where not all were; all may be handed over again
   */
  void publish(List<OutboxRow> events);

  /** Says that events were given their places. */
  void published();

  /** What one consumer receives. */
  Source source(String consumer, Collection<String> kinds);

  /** Whether something may be lost between publishing and a consumer. */
  boolean lossy();

  /** One consumer's place in the stream. */
  interface Source {
    /**
     * Up to so many deliveries; none where none came within that time. Not thread-safe.
     *
     * @throws RuntimeException where the stream cannot be read now
     */
    List<Delivery> fetch(int most, Duration time) throws InterruptedException;
  }

  /** One event on its way to one consumer; its two methods may be called by any thread. */
  interface Delivery {
    OutboxRow event();

    /** Handled or parked: it need not come again. */
    void done();

    /** It is to come again after that pause. */
    void again(Duration pause);
  }
}
