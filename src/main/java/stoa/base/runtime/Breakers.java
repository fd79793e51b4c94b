package stoa.base.runtime;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Breaker} for each dependency. The numbers are those of the article that the project grew
 * from (more than 5 failures in a row within 10 s, open 30 s, 3 trial calls), in resilience4j's
 * terms: docs/rationale.md.
 */
public final class Breakers extends Collector {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
  private static final int ROW = 6;
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final int TRIALS = 3;

  /** Without it a trial call that hangs would keep the breaker half open for ever. */
  private static final Duration LONGEST_TRIAL = Duration.ofSeconds(10);

  private final Duration open;
  private final List<CircuitBreaker> circuits = new CopyOnWriteArrayList<>();
  private final Counter transitions;

  public Breakers(CollectorRegistry registry) {
    this(registry, OPEN);
  }

  /** With another time to stay open, for tests. */
  public Breakers(CollectorRegistry registry, Duration open) {
    this.open = open;
    this.transitions =
        Counter.build("forum_circuit_transitions_total", "Changes of a breaker's state.")
            .labelNames("dependency", "to")
            .register(registry);
    registry.register(this);
  }

  /**
   * Makes the breaker of a dependency.
   *
   * @param faults what counts as its failure; anything else counts as an answer
   */
  public Breaker make(String dependency, Predicate<Throwable> faults) {
    return make(dependency, faults, open);
  }

  /** The same with its own time to stay open. */
  public Breaker make(String dependency, Predicate<Throwable> faults, Duration open) {
    var config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(ROW)
            .minimumNumberOfCalls(ROW)
            .failureRateThreshold(100)
            .waitDurationInOpenState(open)
            .permittedNumberOfCallsInHalfOpenState(TRIALS)
            .maxWaitDurationInHalfOpenState(LONGEST_TRIAL)
            .recordException(faults)
            .build();
    var circuit = CircuitBreaker.of(dependency, config);
    for (var state : List.of("closed", "half_open", "open")) {
      transitions.labels(dependency, state);
    }
    circuit
        .getEventPublisher()
        .onStateTransition(event -> {
          var to = event.getStateTransition().getToState();
          transitions.labels(dependency, to.name().toLowerCase(Locale.ROOT)).inc();
          LOG.warn("the breaker of {} is {}", dependency, to.name().toLowerCase(Locale.ROOT));
        });
    circuits.add(circuit);
    return new Breaker(circuit, WITHIN, System::nanoTime);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var state =
        new GaugeMetricFamily(
            "forum_circuit_state", "0 closed, 1 half open, 2 open.", List.of("dependency"));
    circuits.forEach(
        circuit -> state.addMetric(List.of(circuit.getName()), figure(circuit.getState())));
    return List.of(state);
  }

  private static int figure(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> 2;
      case HALF_OPEN -> 1;
      case CLOSED, DISABLED, METRICS_ONLY -> 0;
    };
  }
}
