package stoa.base.ops;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.runtime.Group;

/**
 * Whether the forum can serve. A periodic job asks each dependency; who wants to know reads the
 * last answers.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Group group;
  private final List<Probe> probes;
  private final BooleanSupplier stopping;
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();
  private final Map<String, String> reasons = new ConcurrentHashMap<>();
  private final Gauge gauge;

  /**
   * A dependency and how to ask it. The check throws when it is away.
   *
   * @param required whether the forum is of no use without it
   */
  public record Probe(String name, boolean required, Runnable check) {}

  /**
   * @param stopping true from the moment that the server is told to stop
   */
  public Health(
      Group group, List<Probe> probes, BooleanSupplier stopping, CollectorRegistry registry) {
    this.group = group;
    this.probes = List.copyOf(probes);
    this.stopping = stopping;
    this.gauge =
        Gauge.build(
                "forum_dependency_up", "1 where the dependency answered when it was last asked.")
            .labelNames("dependency")
            .register(registry);
    probes.forEach(probe -> gauge.labels(probe.name()));
  }

  /** Asks every dependency at once; one that does not answer in time is away, the others not. */
  public void check() {
    var answers = new ConcurrentHashMap<Probe, RuntimeException>();
    var silent = ConcurrentHashMap.<Probe>newKeySet();
    silent.addAll(probes);
    try {
      List<Callable<Boolean>> questions =
          probes.stream()
              .<Callable<Boolean>>map(probe -> () -> ask(probe, answers, silent))
              .toList();
      List<Boolean> _ = group.all(Deadline.in(PATIENCE), questions);
    } catch (TimeoutException e) {
      silent.forEach(probe -> answers.put(probe, new IllegalStateException("no answer")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    for (var probe : probes) {
      var fault = answers.get(probe);
      if (fault == null) {
        answered(probe);
      } else {
        wasAway(probe, fault);
      }
    }
  }

  private static boolean ask(Probe probe, Map<Probe, RuntimeException> answers, Set<Probe> silent) {
    try {
      probe.check().run();
    } catch (RuntimeException e) {
      answers.put(probe, e);
    }
    return silent.remove(probe);
  }

  private void answered(Probe probe) {
    gauge.labels(probe.name()).set(1);
    reasons.remove(probe.name());
    if (Boolean.FALSE.equals(up.put(probe.name(), true))) {
      LOG.info("{} is back", probe.name());
    }
  }

  /** Logged once: it is asked every few seconds, and who wants to know more reads the gauge. */
  private void wasAway(Probe probe, RuntimeException fault) {
    gauge.labels(probe.name()).set(0);
    reasons.put(probe.name(), String.valueOf(fault.getMessage()));
    if (!Boolean.FALSE.equals(up.put(probe.name(), false))) {
      LOG.warn("{} is away: {}", probe.name(), fault.toString());
    }
  }

  boolean ready() {
    return !stopping.getAsBoolean()
        && probes.stream()
            .filter(Probe::required)
            .allMatch(probe -> up.getOrDefault(probe.name(), false));
  }

  /** A row for each dependency, and why those are down that are. */
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
    String why =
        reasons.entrySet().stream()
            .map(reason -> "\"" + reason.getKey() + "\":\"" + quoted(reason.getValue()) + "\"")
            .collect(Collectors.joining(","));
    return "{\"status\":\""
        + status
        + "\",\"dependencies\":{"
        + rows
        + (why.isEmpty() ? "}}\n" : "},\"reasons\":{" + why + "}}\n");
  }

  private static String quoted(String text) {
    return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
