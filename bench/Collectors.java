import java.util.ArrayList;
import java.util.List;

/** The same load with each of the JVM's garbage collectors. */
final class Collectors {
  private static final List<String> ALL = List.of("G1", "Serial", "Parallel", "Z");

  private final DataSet data;
  private final Options options;

  Collectors(DataSet data, Options options) {
    this.data = data;
    this.options = options;
  }

  void run() throws Exception {
    System.out.printf(
        """
        Each collector, %d clients, a topic of 20 posts:

        | collector | guest/s | member/s | member, made anew/s | KB allocated for that | RSS MB | \
        pauses | p99 ms | longest ms |
        |---|---|---|---|---|---|---|---|---|
        """,
        PageRows.CLIENTS);
    for (String collector : ALL) {
      row(collector);
    }
    System.out.println();
  }

  private void row(String collector) throws Exception {
    var flags =
        new ArrayList<>(
            options.flags().stream().filter(flag -> !flag.matches("-XX:\\+Use\\w+GC")).toList());
    flags.add("-XX:+Use" + collector + "GC");
    try (var site = new Site(options.jar(), data, flags)) {
      site.first("/");
      var pages = new Pages(data, site.signIn(data.firstReader(), Pages.MEMBERS));
      var wrk = new Wrk(PageRows.CLIENTS);
      double guest = rate(site, wrk, pages.guestTopic());
      double member = rate(site, wrk, pages.memberTopic());
      var before = Costs.of(site);
      var anew = wrk.get(site.url(), pages.heavy().asks(), options.pace().row());
      double allocated = site.spent(before).allocated() / anew.requests() / 1024;
      double heavy = rate(site, wrk, pages.heavy());
      var pauses = site.pauses();
      System.out.printf(
          "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %d | %.1f | %.1f |%n",
          collector,
          guest,
          member,
          heavy,
          allocated,
          site.memory(),
          pauses.count(),
          pauses.p99(),
          pauses.longest());
    }
  }

  private double rate(Site site, Wrk wrk, Pages.Page page) throws Exception {
    var pace = options.pace();
    double best = 0;
    for (int i = 0; i < pace.tries(); i++) {
      double rate = wrk.get(site.url(), page.asks(), pace.warm()).rate();
      if (rate < best * 1.03) {
        break;
      }
      best = rate;
    }
    return wrk.get(site.url(), page.asks(), pace.row()).rate();
  }
}
