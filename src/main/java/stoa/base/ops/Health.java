package stoa.base.ops;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the forum can serve. A periodic job asks each dependency; who wants to know reads the
 * last answers.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final List<Probe> probes;
  private final BooleanSupplier stopping;
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();
  private final Gauge gauge;

  /** A dependency and how to ask it. The check throws when it is away. */
  public record Probe(String name, Runnable check) {}

  /**
   * @param stopping true from the moment that the server is told to stop
   */
  public Health(List<Probe> probes, BooleanSupplier stopping, CollectorRegistry registry) {
    this.probes = List.copyOf(probes);
    this.stopping = stopping;
    this.gauge =
        Gauge.build(
                "forum_dependency_up", "1 where the dependency answered when it was last asked.")
            .labelNames("dependency")
            .register(registry);
    probes.forEach(probe -> gauge.labels(probe.name()));
  }

  /** Asks every dependency; for a periodic job with a deadline. */
  public void check() {
    for (var probe : probes) {
      try {
        probe.check().run();
        answered(probe);
      } catch (RuntimeException e) {
        wasAway(probe, e);
      }
    }
  }

  private void answered(Probe probe) {
    gauge.labels(probe.name()).set(1);
    if (Boolean.FALSE.equals(up.put(probe.name(), true))) {
      LOG.info("{} is back", probe.name());
    }
  }

  /** Logged once: it is asked every few seconds, and who wants to know more reads the gauge. */
  private void wasAway(Probe probe, RuntimeException fault) {
    gauge.labels(probe.name()).set(0);
    if (!Boolean.FALSE.equals(up.put(probe.name(), false))) {
      LOG.warn("{} is away: {}", probe.name(), fault.toString());
    }
  }

  boolean ready() {
    return !stopping.getAsBoolean()
        && probes.stream().allMatch(probe -> up.getOrDefault(probe.name(), false));
  }

  /** A row for each dependency. */
  String json() {
    String rows =
        probes.stream()
            .map(probe ->
                "\""
                    + probe.name()
                    + "\":\""
                    + (up.getOrDefault(probe.name(), false) ? "up" : "down")
                    + "\"")
            .collect(Collectors.joining(","));
    String status = stopping.getAsBoolean() ? "stopping" : ready() ? "ready" : "degraded";
    return "{\"status\":\"" + status + "\",\"dependencies\":{" + rows + "}}\n";
  }
}
