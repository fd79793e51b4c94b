import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One server with its own caches and events, one with Redis and NATS, and two that share these, on
 * one PostgreSQL. All of them and the load have the cores of one machine, so two are not twice as
 * quick here: what a request costs says what two machines would do.
 */
final class Nodes {
  private static final int WRITERS = 4;

  private final DataSet data;
  private final Options options;
  private final Pace pace;

  Nodes(DataSet data, Options options) {
    this.data = data;
    this.options = options;
    this.pace = options.pace();
  }

  /** What one server is asked. */
  private interface Load {
    Wrk.Result on(Site site, int clients, int seconds) throws Exception;
  }

  void run() throws Exception {
    System.out.printf(
        """
        Several servers, %d clients in all (%d that reply), %d s:

        | | page | requests/s | p50 | p99 | µs of processor time a request: JVM | PostgreSQL | Redis | NATS |
        |---|---|---|---|---|---|---|---|---|
        """,
        PageRows.CLIENTS, WRITERS, pace.row());
    try (var backends = new Backends(data)) {
      var alone = backends.database();
      var shared = new HashMap<>(alone);
      shared.putAll(backends.redisAndNats());
      rows("1 server alone", backends, 1, alone);
      rows("1 with Redis and NATS", backends, 1, shared);
      rows("2 with Redis and NATS", backends, 2, shared);
    }
    System.out.println();
  }

  private void rows(String name, Backends backends, int count, Map<String, String> settings)
      throws Exception {
    var sites = new ArrayList<Site>();
    try {
      for (int i = 0; i < count; i++) {
        // The first has the data set's own folder, and its index.
        var folder = i == 0 ? data.folder() : data.copyOfIndex("node-" + (i + 1));
        sites.add(new Site(options.jar(), data, folder, options.flags(), settings));
      }
      for (Site site : sites) {
        site.first("/");
      }
      var cookies = sites.getFirst().signIn(data.firstReader(), Pages.MEMBERS);
      var pages = new Pages(data, cookies);
      for (Site site : sites) {
        known(site, cookies);
      }
      for (var page : List.of(pages.guestTopic(), pages.memberTopic(), pages.heavy())) {
        String anew = page.asks().getFirst().path().contains("x=1") ? ", made anew" : "";
        row(name, page.title() + anew, backends, sites, PageRows.CLIENTS, get(page));
      }
      var replies = new Replies(sites.getFirst(), data, pace);
      String script = replies.script(cookies);
      row(name, "member: reply", backends, sites, WRITERS, post(script));
      replies.settle();
    } finally {
      for (Site site : sites) {
        site.close();
      }
    }
  }

  /** One after the other: a server that just starts would take its haste for a slow Redis. */
  private static void known(Site site, List<String> cookies) throws Exception {
    for (String cookie : cookies) {
      site.get("/", cookie);
    }
  }

  private static Load get(Pages.Page page) {
    return (site, clients, seconds) -> new Wrk(clients).get(site.url(), page.asks(), seconds);
  }

  private static Load post(String script) {
    return (site, clients, seconds) -> new Wrk(clients).run(site.url(), script, seconds);
  }

  private void row(
      String name, String page, Backends backends, List<Site> sites, int clients, Load load)
      throws Exception {
    var _ = on(sites, clients, pace.first(), load);
    var before = backends.seconds(sites);
    var results = on(sites, clients, pace.row(), load);
    var spent = backends.seconds(sites).since(before);
    double requests = results.stream().mapToDouble(Wrk.Result::requests).sum();
    long wrong = results.stream().mapToLong(Wrk.Result::wrong).sum();
    System.out.printf(
        "| %s | %s | %.0f | %.2f | %.1f | %.0f | %.0f | %.1f | %.1f |%s%n",
        name,
        page,
        results.stream().mapToDouble(Wrk.Result::rate).sum(),
        results.stream().mapToDouble(Wrk.Result::p50).max().orElse(0),
        results.stream().mapToDouble(Wrk.Result::p99).max().orElse(0),
        spent.jvm() * 1e6 / requests,
        spent.postgres() * 1e6 / requests,
        spent.redis() * 1e6 / requests,
        spent.nats() * 1e6 / requests,
        wrong == 0 ? "" : " (faults: " + wrong + ")");
  }

  /** All servers at the same time, each by its share of the clients. */
  private static List<Wrk.Result> on(List<Site> sites, int clients, int seconds, Load load)
      throws Exception {
    var results = new ArrayList<Wrk.Result>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Wrk.Result>>();
      for (Site site : sites) {
        running.add(threads.submit(() -> load.on(site, clients / sites.size(), seconds)));
      }
      for (var one : running) {
        results.add(one.get());
      }
    }
    return results;
  }
}
