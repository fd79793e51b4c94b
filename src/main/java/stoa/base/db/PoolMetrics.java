package stoa.base.db;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pools' figures, in seconds (HikariCP's own tracker counts in nano- and milliseconds). */
public final class PoolMetrics extends Collector implements MetricsTrackerFactory {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;
  private static final List<String> LABELS = List.of("pool");

  private final Map<String, PoolStats> pools = new ConcurrentHashMap<>();
  private final Histogram acquire;
  private final Histogram usage;
  private final Histogram creation;
  private final Counter timeouts;

  public PoolMetrics(CollectorRegistry registry) {
    acquire = histogram(registry, "acquire", "Waiting for a connection.");
    usage = histogram(registry, "usage", "From borrowing a connection to giving it back.");
    creation = histogram(registry, "creation", "Opening a new connection.");
    timeouts =
        Counter.build("hikaricp_connection_timeout_total", "Waits that ended without a connection.")
            .labelNames("pool")
            .register(registry);
    registry.register(this);
  }

  private static Histogram histogram(CollectorRegistry registry, String what, String help) {
    return Histogram.build("hikaricp_connection_" + what + "_seconds", help)
        .labelNames("pool")
        .buckets(.0001, .001, .005, .025, .1, .5, 1, 2, 5)
        .register(registry);
  }

  @Override
  public IMetricsTracker create(String pool, PoolStats stats) {
    pools.put(pool, stats);
    timeouts.labels(pool);
    return new Tracker(pool);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var all = gauge("hikaricp_connections", "Connections open.");
    var active = gauge("hikaricp_connections_active", "Connections in use.");
    var idle = gauge("hikaricp_connections_idle", "Connections waiting to be used.");
    var pending = gauge("hikaricp_connections_pending", "Threads waiting for a connection.");
    var max = gauge("hikaricp_connections_max", "The most connections that may be open.");
    pools.forEach((pool, stats) -> {
      var label = List.of(pool);
      all.addMetric(label, stats.getTotalConnections());
      active.addMetric(label, stats.getActiveConnections());
      idle.addMetric(label, stats.getIdleConnections());
      pending.addMetric(label, stats.getPendingThreads());
      max.addMetric(label, stats.getMaxConnections());
    });
    return new ArrayList<>(List.of(all, active, idle, pending, max));
  }

  private static GaugeMetricFamily gauge(String name, String help) {
    return new GaugeMetricFamily(name, help, LABELS);
  }

  private final class Tracker implements IMetricsTracker {
    private final Histogram.Child acquired;
    private final Histogram.Child used;
    private final Histogram.Child created;
    private final Counter.Child timedOut;

    Tracker(String pool) {
      acquired = acquire.labels(pool);
      used = usage.labels(pool);
      created = creation.labels(pool);
      timedOut = timeouts.labels(pool);
    }

    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
      acquired.observe(nanos / NANOS);
    }

    @Override
    public void recordConnectionUsageMillis(long millis) {
      used.observe(millis / MILLIS);
    }

    @Override
    public void recordConnectionCreatedMillis(long millis) {
      created.observe(millis / MILLIS);
    }

    @Override
    public void recordConnectionTimeout() {
      timedOut.inc();
    }
  }
}
