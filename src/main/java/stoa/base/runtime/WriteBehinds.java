package stoa.base.runtime;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/** A {@link WriteBehind} for each thing that is written later, and their figures. */
public final class WriteBehinds extends Collector {
  /** Some megabytes. */
  private static final int MOST = 20_000;

  private static final String WAITING = "Noted and not yet written down.";
  private static final String DROPPED = "Not noted, because too many waited.";

  private final Map<String, WriteBehind<?, ?>> all = new ConcurrentSkipListMap<>();
  private final Map<String, WriteBehind<?, ?>> ownNames = new ConcurrentSkipListMap<>();

  public WriteBehinds(CollectorRegistry registry) {
    registry.register(this);
  }

  /** Makes one with the usual room. */
  public <K extends Comparable<K>, V> WriteBehind<K, V> make(
      String what, BinaryOperator<V> merge, Consumer<SortedMap<K, V>> writer) {
    return make(what, MOST, merge, writer);
  }

  /**
   * Makes one.
   *
   * @param what the label of its figures
   * @param most keys that may wait
   * @param merge of an earlier and a later value of one key
   * @param writer writes them all or throws; it may be given the same again after it threw
   */
  public <K extends Comparable<K>, V> WriteBehind<K, V> make(
      String what, int most, BinaryOperator<V> merge, Consumer<SortedMap<K, V>> writer) {
    var made = new WriteBehind<>(most, merge, writer);
    all.put(what, made);
    return made;
  }

  /** Shows it also under the name that operators' alarms know from before there was a label. */
  public void showAlso(String name, WriteBehind<?, ?> one) {
    ownNames.put(name, one);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var waiting = new GaugeMetricFamily("forum_write_behind_waiting", WAITING, List.of("what"));
    var dropped = new CounterMetricFamily("forum_write_behind_dropped", DROPPED, List.of("what"));
    all.forEach((what, one) -> {
      waiting.addMetric(List.of(what), (double) one.size());
      dropped.addMetric(List.of(what), (double) one.dropped());
    });
    var families = new ArrayList<MetricFamilySamples>(List.of(waiting, dropped));
    ownNames.forEach((name, one) -> {
      families.add(new GaugeMetricFamily(name + "_waiting", WAITING, (double) one.size()));
      families.add(new CounterMetricFamily(name + "_dropped", DROPPED, (double) one.dropped()));
    });
    return families;
  }
}
