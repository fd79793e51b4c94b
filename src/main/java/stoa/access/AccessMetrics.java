package stoa.access;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Groups and rights, as figures; asking for them waits for nothing. */
final class AccessMetrics extends Collector {
  private final Supplier<@Nullable AccessRules> rules;

  AccessMetrics(Supplier<@Nullable AccessRules> rules, CollectorRegistry registry) {
    this.rules = rules;
    registry.register(this);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var known = rules.get();
    return List.of(
        gauge("forum_groups", "Groups of members.", known == null ? 0 : known.groups().size()),
        gauge(
            "forum_access_rights",
            "Different rights of those who were here since groups or rights changed last; more than"
                + " 64 share no pages.",
            known == null ? 0 : known.differentRights()),
        gauge(
            "forum_access_bytes",
            "Memory of rights that were worked out, about.",
            known == null ? 0 : (double) known.weight()));
  }

  private static MetricFamilySamples gauge(String name, String help, double value) {
    return new GaugeMetricFamily(name, help, value);
  }
}
