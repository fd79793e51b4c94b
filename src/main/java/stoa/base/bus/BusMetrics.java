package stoa.base.bus;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Locale;

/** The road from the outbox to the effects, as figures. */
final class BusMetrics {
  /** How a delivery ended. */
  enum Outcome {
    OK,
    DUPLICATE,
    RETRY,
    PARKED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  final Gauge unsent;
  final Gauge unsentAge;
  final Counter published;
  final Counter publishFailures;
  final Gauge leading;
  private final Counter consumed;
  private final Histogram endToEnd;
  final Gauge waiting;
  final Gauge oldest;
  final Gauge parked;
  final Counter recovered;

  BusMetrics(CollectorRegistry registry) {
    unsent =
        Gauge.build("forum_outbox_unsent", "Events that are stored and not yet published.")
            .register(registry);
    unsentAge =
        Gauge.build("forum_outbox_oldest_age_seconds", "Age of the oldest event not published.")
            .register(registry);
    published =
        Counter.build("forum_outbox_published_total", "Events published.").register(registry);
    publishFailures =
        Counter.build("forum_outbox_publish_failures_total", "Batches that could not be published.")
            .register(registry);
    leading =
        Gauge.build("forum_outbox_leading", "1 on the one server that publishes.")
            .register(registry);
    consumed =
        Counter.build("forum_events_consumed_total", "Deliveries to a consumer, by how they ended.")
            .labelNames("consumer", "outcome")
            .register(registry);
    endToEnd =
        Histogram.build(
                "forum_event_end_to_end_seconds", "From the change to its effect, by consumer.")
            .labelNames("consumer")
            .buckets(.01, .025, .05, .1, .25, .5, 1, 2, 5, 15, 60, 300)
            .register(registry);
    waiting =
        Gauge.build("forum_events_waiting", "Published events that a consumer has not done.")
            .labelNames("consumer")
            .register(registry);
    oldest =
        Gauge.build("forum_events_oldest_age_seconds", "Age of the oldest of them.")
            .labelNames("consumer")
            .register(registry);
    parked =
        Gauge.build("forum_events_parked", "Events that failed too often and wait for a person.")
            .labelNames("consumer")
            .register(registry);
    recovered =
        Counter.build("forum_events_recovered_total", "Events that the bus had lost.")
            .labelNames("consumer")
            .register(registry);
  }

  void watch(String consumer) {
    for (var outcome : Outcome.values()) {
      consumed.labels(consumer, outcome.label());
    }
    endToEnd.labels(consumer);
    waiting.labels(consumer);
    oldest.labels(consumer);
    parked.labels(consumer);
    recovered.labels(consumer);
  }

  void ended(String consumer, Outcome outcome) {
    consumed.labels(consumer, outcome.label()).inc();
  }

  void took(String consumer, double seconds) {
    endToEnd.labels(consumer).observe(seconds);
  }
}
