import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Closed loops of wrk: so many clients, each of which asks again as soon as it has its answer. */
final class Wrk {
  /** What it measured; milliseconds. */
  record Result(double requests, double rate, double p50, double p99, double p999, long wrong) {}

  /** A request that is asked in turn with others; without a cookie, a guest's. */
  record Ask(String path, String cookie) {}

  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  private static final String REPORT =
      """
      done = function(summary, latency, requests)
        local e = summary.errors
        io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
          latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
          e.status + e.connect + e.read + e.write + e.timeout))
      end
      """;

  private final int clients;

  Wrk(int clients) {
    this.clients = clients;
  }

  Result get(String site, List<Ask> asks, int seconds) throws IOException, InterruptedException {
    var script = new StringBuilder("local all, n = {}, 0\ninit = function(args)\n");
    for (Ask ask : asks) {
      script
          .append("all[#all + 1] = wrk.format(\"GET\", \"")
          .append(ask.path())
          .append("\", {[\"Host\"] = \"127.0.0.1\"");
      if (!ask.cookie().isEmpty()) {
        script.append(", [\"Cookie\"] = \"").append(ask.cookie()).append('"');
      }
      script.append("})\n");
    }
    script.append("end\nrequest = function() n = n % #all + 1; return all[n] end\n");
    return run(site, script.toString(), seconds);
  }

  Result run(String site, String script, int seconds) throws IOException, InterruptedException {
    Path file = Files.createTempFile("stoa-bench", ".lua");
    try {
      Files.writeString(file, script + REPORT);
      var process =
          new ProcessBuilder(
                  "wrk", "-t1", "-c" + clients, "-d" + seconds + "s", "-s", file.toString(), site)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes());
      return result(said);
    } finally {
      Files.delete(file);
    }
  }

  private static Result result(String said) {
    var found = RESULT.matcher(said);
    if (!found.find()) {
      throw new IllegalStateException("wrk said:\n" + said);
    }
    double requests = Double.parseDouble(found.group(1));
    return new Result(
        requests,
        requests * 1e6 / Double.parseDouble(found.group(2)),
        Double.parseDouble(found.group(3)) / 1e3,
        Double.parseDouble(found.group(4)) / 1e3,
        Double.parseDouble(found.group(5)) / 1e3,
        Long.parseLong(found.group(6)));
  }
}
