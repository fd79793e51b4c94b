package stoa.spool;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The spool, as figures. */
final class SpoolMetrics {
  private final Gauge entries;
  private final Gauge bytes;
  private final Gauge age;
  private final Counter replayed;
  final Counter rejected;
  final Counter damaged;

  SpoolMetrics(CollectorRegistry registry) {
    entries =
        Gauge.build("forum_spool_entries", "Texts that wait for the database.").register(registry);
    bytes = Gauge.build("forum_spool_bytes", "Size of the spool's file.").register(registry);
    age =
        Gauge.build("forum_spool_oldest_age_seconds", "How long the oldest has waited.")
            .register(registry);
    replayed =
        Counter.build("forum_spool_replayed_total", "Texts that were carried out later.")
            .labelNames("outcome")
            .register(registry);
    replayed.labels("ok");
    replayed.labels("returned");
    rejected =
        Counter.build("forum_spool_rejected_total", "Texts that the spool had no room for.")
            .register(registry);
    damaged =
        Counter.build("forum_spool_damaged_total", "Parts of the spool that could not be read.")
            .register(registry);
  }

  void holds(int count, long size, @Nullable Instant oldest, Instant now) {
    entries.set(count);
    bytes.set((double) size);
    age.set(oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis() / 1e3));
  }

  void replayed(boolean accepted) {
    replayed.labels(accepted ? "ok" : "returned").inc();
  }
}
