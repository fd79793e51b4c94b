import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of pages: one row each, printed as it is measured. */
final class PageRows {
  static final int CLIENTS = 32;

  private final Site site;
  private final Bare bare;
  private final Pace pace;
  private final Wrk wrk = new Wrk(CLIENTS);
  private final Map<String, Double> medians = new LinkedHashMap<>();

  PageRows(Site site, Bare bare, Pace pace) {
    this.site = site;
    this.bare = bare;
    this.pace = pace;
  }

  /** By row, milliseconds in the closed loop. */
  Map<String, Double> medians() {
    return medians;
  }

  /** All of them in turn, so that the first row is not the compiler's. */
  void warm(List<Pages.Page> pages) throws IOException, InterruptedException {
    var asks = new ArrayList<Wrk.Ask>();
    for (Pages.Page page : pages) {
      var ask = page.asks().getFirst();
      if (site.get(ask.path(), ask.cookie()).statusCode() == 200) {
        asks.add(ask);
      }
    }
    wrk.get(site.url(), asks, pace.first());
  }

  void copied(List<Pages.Page> pages) throws IOException, InterruptedException {
    System.out.printf(
        """
        Closed loop: wrk, %d clients, %d s; open loop: half of that rate for %d s, times from the \
        moment at which a request was due; milliseconds.

        | page | KB | requests/s | of bare Jetty | p50 | p99 | p99.9 | open loop p50 | p99 | p99.9 | \
        KB allocated | statements | cache hits | CPU s: JVM, PostgreSQL |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """,
        CLIENTS, pace.row(), pace.open());
    for (Pages.Page page : pages) {
      copied(page);
    }
    System.out.println();
  }

  private void copied(Pages.Page page) throws IOException, InterruptedException {
    int size = size(page);
    if (size == 0) {
      return;
    }
    warm(page);
    var before = Costs.of(site);
    var closed = wrk.get(site.url(), page.asks(), pace.row());
    var cost = site.spent(before);
    var open = open(page, closed.rate() / 2);
    double limit = bare.rate(wrk, size, page.asks(), pace.bare());
    medians.put(page.title(), closed.p50());
    System.out.printf(
        "| %s | %.1f | %.0f | %.2f | %.2f | %.1f | %.1f | %.2f | %.1f | %.1f | %.0f | %.2f | %s | %.1f, %.1f |%s%n",
        page.title(),
        size / 1024.0,
        closed.rate(),
        closed.rate() / limit,
        closed.p50(),
        closed.p99(),
        closed.p999(),
        open.good.millis(50),
        open.good.millis(99),
        open.good.millis(99.9),
        cost.allocated() / closed.requests() / 1024,
        cost.statements() / closed.requests(),
        cost.hitRatio(),
        cost.jvm(),
        cost.postgres(),
        faults(closed, open));
  }

  /** What must be known of a row to believe it. */
  private static String faults(Wrk.Result closed, OpenLoop.Answers open) {
    long failed = open.refused.total() + open.failed;
    return closed.wrong() + failed + open.unsent == 0
        ? ""
        : " (faults: %d closed; open: %d, and %d not sent in time)"
            .formatted(closed.wrong(), failed, open.unsent);
  }

  void uncached(List<Pages.Page> pages) throws IOException, InterruptedException {
    System.out.print(
        """
        Made anew for each request (by a parameter that makes no copy):

        | page | requests/s | p50 | p99 | KB allocated | statements | CPU s: JVM, PostgreSQL |
        |---|---|---|---|---|---|---|
        """);
    for (Pages.Page page : pages) {
      if (size(page) == 0) {
        continue;
      }
      warm(page);
      var before = Costs.of(site);
      var closed = wrk.get(site.url(), page.asks(), pace.row());
      var cost = site.spent(before);
      if (closed.wrong() == 0) { // a refusal is quick
        medians.put(page.title() + ", made anew", closed.p50());
      }
      System.out.printf(
          "| %s | %.0f | %.1f | %.1f | %.0f | %.2f | %.1f, %.1f |%s%n",
          page.title(),
          closed.rate(),
          closed.p50(),
          closed.p99(),
          cost.allocated() / closed.requests() / 1024,
          cost.statements() / closed.requests(),
          cost.jvm(),
          cost.postgres(),
          closed.wrong() == 0 ? "" : " (faults: %d)".formatted(closed.wrong()));
    }
    System.out.println();
  }

  /** Bytes of its body; 0 where there is no such page. */
  private int size(Pages.Page page) throws IOException, InterruptedException {
    var ask = page.asks().getFirst();
    var answer = site.get(ask.path(), ask.cookie());
    if (answer.statusCode() == 404) {
      System.out.printf("| %s | there is no %s |%n", page.title(), ask.path());
      return 0;
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(ask.path() + " answered " + answer.statusCode());
    }
    return answer.body().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Until it gets no faster: the JIT compiler takes a third of the processor at first. */
  Wrk.Result warm(Pages.Page page) throws IOException, InterruptedException {
    var best = wrk.get(site.url(), page.asks(), pace.warm());
    for (int i = 1; i < pace.tries(); i++) {
      var next = wrk.get(site.url(), page.asks(), pace.warm());
      if (next.rate() < best.rate() * 1.03) {
        return best;
      }
      best = next;
    }
    return best;
  }

  private OpenLoop.Answers open(Pages.Page page, double rate) throws IOException {
    var requests = page.asks().stream().map(ask -> OpenLoop.get(ask.path(), ask.cookie())).toList();
    try (var loop = new OpenLoop(site.address(), requests, 4 * CLIENTS)) {
      return loop.run(rate, pace.open());
    }
  }
}
