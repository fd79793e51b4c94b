import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is measured on one data set. */
final class Run {
  private final DataSet data;
  private final Options options;
  private final Pace pace;

  Run(DataSet data, Options options) {
    this.data = data;
    this.options = options;
    this.pace = options.pace();
  }

  /** By row, the median of the closed loop. */
  Map<String, Double> run() throws Exception {
    Map<String, Double> medians;
    String topic;
    try (var site = new Site(options.jar(), data, options.flags());
        var bare = new Bare(options.jar())) {
      site.first("/");
      var cookies = site.signIn(data.firstReader(), Pages.MEMBERS);
      var pages = new Pages(data, cookies);
      topic = pages.topic();
      medians = measured(site, bare, pages, cookies);
    }
    if (options.has("restart")) {
      new Restart(data, options).run(topic);
    }
    if (options.has("private")) {
      new PrivateBoards(data, options).run();
    }
    if (options.has("nodes")) {
      new Nodes(data, options).run();
    }
    return medians;
  }

  private Map<String, Double> measured(Site site, Bare bare, Pages pages, List<String> cookies)
      throws Exception {
    var rows = new PageRows(site, bare, pace);
    var all = new ArrayList<>(pages.all());
    all.addAll(pages.uncached());
    rows.warm(all);
    if (options.has("pages")) {
      rows.copied(pages.all());
    }
    if (options.has("uncached")) {
      rows.uncached(pages.uncached());
    }
    if (options.has("replies")) {
      new Replies(site, data, pace).run(cookies);
    }
    memory(site);
    if (options.has("overload")) {
      new Overload(site, pace).run(pages.heavy());
    }
    if (options.has("idle")) {
      new Crowd(site, pace).run(pages.guestTopic());
    }
    if (options.has("soak")) {
      new Soak(site, data, pace).run(all, pages.topic());
    }
    return rows.medians();
  }

  private static void memory(Site site) throws IOException {
    var all = site.pauses();
    var some = site.pausesWhileMeasured();
    System.out.printf(
        """
        After all this the JVM has %.0f MB of memory (RSS). GC: %d pauses of %.2f s in all since the start, p99 %.1f ms, the \
        longest %.1f ms; while it was measured %d, p99 %.1f ms, the longest %.1f ms.

        """,
        site.memory(),
        all.count(),
        all.all() / 1000,
        all.p99(),
        all.longest(),
        some.count(),
        some.p99(),
        some.longest());
  }
}
