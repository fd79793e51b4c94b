import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A day in some minutes: seven tenths of what the server can carry, of all pages, with odd visitors
 * beside, and whether anything grows or stays open. The heap is what is left after two
 * full collections.
 */
final class Soak {
  private static final double SHARE = 0.7;
  private static final int MINUTE = 60_000;
  private static final int CONNECTIONS = 128;
  private static final long PATIENCE = 60_000_000_000L;

  /** Until then the caches fill. */
  private static final int SETTLED = 2;

  private final Site site;
  private final DataSet data;
  private final Pace pace;

  Soak(Site site, DataSet data, Pace pace) {
    this.site = site;
    this.data = data;
    this.pace = pace;
  }

  /** How it stands at a moment. */
  private record State(
      double requests,
      double heap,
      double memory,
      long threads,
      long files,
      int connections,
      int series,
      double tasks) {}

  void run(List<Pages.Page> pages, String topic) throws Exception {
    var asks = pages.stream().flatMap(page -> page.asks().stream()).toList();
    double rate = SHARE * new Wrk(PageRows.CLIENTS).get(site.url(), asks, pace.row()).rate();
    var requests = asks.stream().map(ask -> OpenLoop.get(ask.path(), ask.cookie())).toList();
    try (var looks = Executors.newSingleThreadExecutor();
        var loop = new OpenLoop(site.address(), requests, CONNECTIONS, OpenLoop.PAUSE);
        var visitors = new OddVisitors(site, topic, data.firstReader())) {
      var looking = looks.submit(this::minutes);
      var answers = loop.run(rate, pace.soak() * 60.0);
      var states = looking.get();
      loop.close();
      visitors.close();
      double quiet = untilNoTaskIsLeft();
      states.add(state());
      print(rate, visitors, states);
      print(answers, states, quiet);
    }
  }

  private List<State> minutes() throws IOException, InterruptedException, SQLException {
    var states = new ArrayList<State>();
    for (int i = 0; i < pace.soak(); i++) {
      Thread.sleep(MINUTE);
      states.add(state());
    }
    return states;
  }

  private double untilNoTaskIsLeft() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (Costs.sum(site.figures(), "forum_tasks_live", "") > 0
        && System.nanoTime() - begun < PATIENCE) {
      Thread.sleep(100);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private State state() throws IOException, InterruptedException, SQLException {
    collect();
    collect();
    var figures = site.figures();
    Path process = Path.of("/proc/" + site.process().pid());
    return new State(
        Costs.sum(figures, "http_server_request_duration_seconds_count", ""),
        Costs.sum(figures, "jvm_memory_bytes_used", "area=\"heap\"") / 1024 / 1024,
        site.memory(),
        count(process.resolve("task")),
        count(process.resolve("fd")),
        Integer.parseInt(
            data.ask(
                "select count(*) from pg_stat_activity where backend_type = 'client backend'")),
        figures.size(),
        Costs.sum(figures, "forum_tasks_live", ""));
  }

  private void collect() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            "" + site.process().pid(),
            "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static long count(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private void print(double rate, OddVisitors visitors, List<State> states) {
    System.out.printf(
        """
        Soak: %d minutes at %.0f requests/s, %.1f of the best rate of all pages in turn, and %d odd visits \
        (%d with another answer than theirs); the last row is after it.

        | requests | heap MB | RSS MB | threads | open files | PostgreSQL connections | series | tasks |
        |---|---|---|---|---|---|---|---|
        """,
        pace.soak(), rate, SHARE, visitors.done(), visitors.strange());
    for (State state : states) {
      System.out.printf(
          "| %.0f | %.1f | %.0f | %d | %d | %d | %d | %.0f |%n",
          state.requests(),
          state.heap(),
          state.memory(),
          state.threads(),
          state.files(),
          state.connections(),
          state.series(),
          state.tasks());
    }
  }

  private static void print(OpenLoop.Answers answers, List<State> states, double quiet) {
    int settled = Math.min(SETTLED, states.size());
    System.out.printf(
        """

        From minute %d the heap grew by %.3f MB for 10,000 requests. Answers: %d good, %d refused, %d failed, \
        p50 %.1f, p99 %.1f ms. No task was left after %.1f s.

        """,
        settled,
        10_000 * slope(states.subList(settled - 1, states.size())),
        answers.good.total(),
        answers.refused.total(),
        answers.failed + answers.unsent,
        answers.good.millis(50),
        answers.good.millis(99),
        quiet);
  }

  /** MB a request, by least squares. */
  private static double slope(List<State> states) {
    double x = states.stream().mapToDouble(State::requests).average().orElse(0);
    double y = states.stream().mapToDouble(State::heap).average().orElse(0);
    double both = 0;
    double square = 0;
    for (State state : states) {
      both += (state.requests() - x) * (state.heap() - y);
      square += (state.requests() - x) * (state.requests() - x);
    }
    return square == 0 ? 0 : both / square;
  }
}
