import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleUnaryOperator;

/**
 * Five times what the server can carry, in an open loop: how much of it is still served, what the
 * others are told, and how soon all is as before.
 */
final class Overload {
  private static final int TIMES = 5;

  /** More than run and wait in the server at one time, so that some are always refused. */
  private static final int CONNECTIONS = 1_500;

  private static final int QUICK_ENOUGH = 5;

  private final Site site;
  private final Pace pace;
  private final Wrk wrk = new Wrk(PageRows.CLIENTS);

  Overload(Site site, Pace pace) {
    this.site = site;
    this.pace = pace;
  }

  void run(Pages.Page page) throws IOException, InterruptedException {
    double best = best(page);
    double alone = alone(page);
    double before = site.memory();
    var watch = new Watch();
    var costs = Costs.of(site);
    double load = Costs.seconds(ProcessHandle.current(), 2);
    OpenLoop.Answers answers;
    var requests = page.asks().stream().map(ask -> OpenLoop.get(ask.path(), ask.cookie())).toList();
    try (var loop = new OpenLoop(site.address(), requests, CONNECTIONS, OpenLoop.PAUSE)) {
      answers = loop.run(best * TIMES, pace.overload());
    }
    load = Costs.seconds(ProcessHandle.current(), 2) - load;
    costs = site.spent(costs);
    double recovered = recovered(page, alone);
    watch.end();
    double after = best(page);
    double most = Math.max(best, after);
    System.out.printf(
        """
        Overload: a member's topic page made anew, %d times the best closed-loop rate of %d clients, \
        as an open loop for %d s over %d connections.

        | best rate before, after | sent/s | served/s | of the higher | served p50, p99 ms | 503 | \
        with Retry-After | 503 p50, p99 ms | failed | not sent | RSS before, most, after MB | /metrics at most ms | \
        quick again after ms | CPU s: JVM, PostgreSQL, generator |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        | %.0f, %.0f | %.0f | %.0f | %.2f | %.0f, %.0f | %.0f %% | %.0f %% | %.1f, %.1f | %d | %d | \
        %.0f, %.0f, %.0f | %.0f | %.0f | %.1f, %.1f, %.1f |

        """,
        TIMES,
        PageRows.CLIENTS,
        pace.overload(),
        CONNECTIONS,
        best,
        after,
        (answers.all() - answers.unsent) / answers.seconds,
        answers.goodRate(),
        answers.goodRate() / most,
        answers.good.millis(50),
        answers.good.millis(99),
        share(answers.refused.total(), answers.all()),
        share(answers.refusedWithRetryAfter, answers.refused.total()),
        answers.refused.millis(50),
        answers.refused.millis(99),
        answers.failed,
        answers.unsent,
        before,
        watch.memory,
        site.memory(),
        watch.slowestMetrics,
        recovered,
        costs.jvm(),
        costs.postgres(),
        load);
  }

  private double best(Pages.Page page) throws IOException, InterruptedException {
    double best = 0;
    for (int i = 0; i < pace.tries(); i++) {
      double rate = wrk.get(site.url(), page.asks(), pace.row()).rate();
      if (rate < best * 1.03) {
        return Math.max(best, rate);
      }
      best = rate;
    }
    return best;
  }

  /** Milliseconds of a page while nobody else asks: the median of some. */
  private double alone(Pages.Page page) throws IOException, InterruptedException {
    double[] times = new double[21];
    for (int i = 0; i < times.length; i++) {
      times[i] = once(page);
    }
    java.util.Arrays.sort(times);
    return times[times.length / 2];
  }

  private double once(Pages.Page page) throws IOException, InterruptedException {
    var ask = page.asks().getFirst();
    long begun = System.nanoTime();
    var answer = site.get(ask.path(), ask.cookie());
    double took = (System.nanoTime() - begun) / 1e6;
    return answer.statusCode() == 200 ? took : Double.POSITIVE_INFINITY;
  }

  /** Milliseconds until some pages in a row took no longer than three times one that is alone. */
  private double recovered(Pages.Page page, double alone) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long quickSince = begun;
    int quick = 0;
    while (quick < QUICK_ENOUGH && System.nanoTime() - begun < 60_000_000_000L) {
      long asked = System.nanoTime();
      if (once(page) <= 3 * alone) {
        quickSince = quick == 0 ? asked : quickSince;
        quick++;
      } else {
        quick = 0;
      }
    }
    return (quickSince - begun) / 1e6;
  }

  private static double share(double part, double whole) {
    DoubleUnaryOperator percent = all -> all == 0 ? 0 : part * 100 / all;
    return percent.applyAsDouble(whole);
  }

  /** Looks at the server's memory and asks its metrics, as a monitoring would, in the meantime. */
  private final class Watch {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = Thread.ofPlatform().daemon().start(this::look);
    private volatile double memory;
    private volatile double slowestMetrics;

    private void look() {
      try {
        while (!over.get()) {
          memory = Math.max(memory, site.memory());
          long begun = System.nanoTime();
          site.figures();
          slowestMetrics = Math.max(slowestMetrics, (System.nanoTime() - begun) / 1e6);
          Thread.sleep(200);
        }
      } catch (IOException e) {
        slowestMetrics = Double.POSITIVE_INFINITY;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void end() throws InterruptedException {
      over.set(true);
      thread.join();
    }
  }
}
