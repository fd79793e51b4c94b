package stoa.base.ops;

import com.sun.management.ThreadMXBean;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Bytes that all threads have allocated, exact at any moment: what the pools' own figures tell
 * moves only with a collection, so that a request's cost could not be read from them.
 */
public final class Allocation extends Collector {
  @Override
  public List<MetricFamilySamples> collect() {
    long bytes =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
            ? threads.getTotalThreadAllocatedBytes()
            : 0;
    return List.of(
        new CounterMetricFamily(
            "jvm_allocated_bytes", "Bytes allocated by all threads since the start.", bytes));
  }
}
