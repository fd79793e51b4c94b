package stoa.base.runtime;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/** What threads and queues do, as figures. */
final class TaskMetrics extends Collector {
  /** How a task ended. */
  enum Outcome {
    OK,
    ERROR,
    CANCELLED,
    DEADLINE;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final List<WorkerPool> pools = new CopyOnWriteArrayList<>();
  private final Counter completed;
  private final Counter rejected;
  private final Counter jobs;
  private final Gauge live;

  TaskMetrics(CollectorRegistry registry) {
    completed =
        Counter.build("forum_executor_completed_tasks_total", "Tasks that ended, by how.")
            .labelNames("pool", "outcome")
            .register(registry);
    rejected =
        Counter.build("forum_executor_rejected_tasks_total", "Tasks refused by a full queue.")
            .labelNames("pool")
            .register(registry);
    jobs =
        Counter.build("forum_job_runs_total", "Runs of periodic jobs that ended, by how.")
            .labelNames("job", "outcome")
            .register(registry);
    live =
        Gauge.build("forum_tasks_live", "Tasks on virtual threads that run now.")
            .labelNames("scope")
            .register(registry);
    registry.register(this);
  }

  /** All label values exist from the start, so that a rate has a zero to start from. */
  void watch(WorkerPool pool) {
    for (var outcome : Outcome.values()) {
      completed.labels(pool.name(), outcome.label());
    }
    rejected.labels(pool.name());
    pools.add(pool);
  }

  void watchJob(String job) {
    for (var outcome : Outcome.values()) {
      jobs.labels(job, outcome.label());
    }
  }

  void completed(WorkerPool pool, Outcome outcome) {
    completed.labels(pool.name(), outcome.label()).inc();
  }

  void rejected(WorkerPool pool) {
    rejected.labels(pool.name()).inc();
  }

  void jobEnded(String job, Outcome outcome) {
    jobs.labels(job, outcome.label()).inc();
  }

  Gauge.Child live(String scope) {
    return live.labels(scope);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return List.of(
        family("active_tasks", "Tasks that run now.", WorkerPool::active),
        family("queued_tasks", "Tasks that wait for a thread.", WorkerPool::queued),
        family("queue_capacity", "Tasks that may wait.", WorkerPool::capacity),
        family(
            "oldest_task_age_seconds",
            "Age of the oldest background task that has not ended.",
            WorkerPool::oldestAge));
  }

  private GaugeMetricFamily family(String name, String help, ToDoubleFunction<WorkerPool> figure) {
    var family = new GaugeMetricFamily("forum_executor_" + name, help, List.of("pool"));
    for (var pool : new ArrayList<>(pools)) {
      family.addMetric(List.of(pool.name()), figure.applyAsDouble(pool));
    }
    return family;
  }
}
