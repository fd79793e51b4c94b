import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Posting, beside pgbench that sends the same statements (bench/reply.sql) to the same database,
 * with fsync on. Both write as twenty members to some thousand topics of usual size, four to each,
 * so that a reply is told to the three others. While pgbench writes, the forum is held still: what
 * follows from its rows would slow it down.
 */
final class Replies {
  private static final int CLIENTS = 4;
  private static final int TOPICS = 5_000;
  private static final Pattern TRANSACTIONS = Pattern.compile("tps = ([0-9.]+)");

  private final Site site;
  private final DataSet data;
  private final Pace pace;
  private final Wrk wrk = new Wrk(CLIENTS);

  Replies(Site site, DataSet data, Pace pace) {
    this.site = site;
    this.data = data;
    this.pace = pace;
  }

  /**
   * Once the forum and once pgbench.
   *
   * @param cost until the last answer
   * @param all until all that follows was done
   * @param settled seconds after the last answer
   */
  private record Round(Wrk.Result made, Costs cost, Costs all, double settled, double limit) {
    double ratio() {
      return made.rate() / limit;
    }
  }

  void run(List<String> cookies) throws IOException, InterruptedException, SQLException {
    data.change("truncate mail, notification, topic_watch"); // of earlier runs
    int first = firstTopic();
    var writers = writers(cookies, first);
    warm(writers, first);
    settle();
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < pace.rounds(); i++) {
      rounds.add(round(writers, first));
    }
    rounds.sort(Comparator.comparingDouble(Round::ratio));
    print(rounds);
  }

  private Round round(List<String> writers, int first)
      throws IOException, InterruptedException, SQLException {
    var before = Costs.of(site);
    var made = wrk.run(site.url(), script(writers, first), pace.row());
    var cost = site.spent(before);
    double settled = settle();
    var all = Costs.of(site).since(before);
    site.hold();
    double limit = pgbench(first);
    site.goOn();
    settle();
    return new Round(made, cost, all, settled, limit);
  }

  private void print(List<Round> rounds) {
    System.out.printf(
        """
        Replies, %d clients for %d s, and pgbench with the statements of bench/reply.sql, in turn; by their ratio:

        | | replies/s | pgbench/s | of pgbench | p50 | p99 | p99.9 | KB allocated | statements | \
        with effects | effects done after | CPU s: JVM, PostgreSQL |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """,
        CLIENTS, pace.row());
    for (var round : rounds) {
      var made = round.made();
      System.out.printf(
          "| member: reply | %.0f | %.0f | %.2f | %.1f | %.1f | %.1f | %.0f | %.1f | %.1f | %.1f s | %.1f, %.1f |%s%n",
          made.rate(),
          round.limit(),
          round.ratio(),
          made.p50(),
          made.p99(),
          made.p999(),
          round.cost().allocated() / made.requests() / 1024,
          round.cost().statements() / made.requests(),
          round.all().statements() / made.requests(),
          round.settled(),
          round.cost().jvm(),
          round.cost().postgres(),
          made.wrong() == 0 ? "" : " (" + made.wrong() + " refused)");
    }
    System.out.println();
  }

  /** For wrk. */
  String script(List<String> cookies) throws IOException, InterruptedException, SQLException {
    int first = firstTopic();
    return script(writers(cookies, first), first);
  }

  /** The first of so many topics in a row, none of which is very large. */
  private int firstTopic() throws IOException, SQLException {
    return Integer.parseInt(
        data.ask(
            """
            select id - %1$d from (select id, max(post_count) over (order by id rows between %1$d preceding and current row) most
              from topic) one where id > %1$d order by most, id limit 1
            """
                .formatted(TOPICS - 1)));
  }

  private List<String> writers(List<String> cookies, int topic)
      throws IOException, InterruptedException {
    String page = site.get("/t/" + topic, "").headers().firstValue("Location").orElse("/");
    var writers = new ArrayList<String>();
    for (String cookie : cookies) {
      writers.add("{\"%s\", \"%s\"}".formatted(cookie, Site.csrf(site.get(page, cookie).body())));
    }
    return writers;
  }

  /** Until two tries in a row are no better: this passes through more code than any page. */
  private void warm(List<String> writers, int first) throws IOException, InterruptedException {
    double best = 0;
    int noBetter = 0;
    for (int i = 0; i < 2 * pace.tries() + 4 && noBetter < 2; i++) {
      double rate = wrk.run(site.url(), script(writers, first), 3 * pace.warm()).rate();
      noBetter = rate < best * 1.03 ? noBetter + 1 : 0;
      best = Math.max(best, rate);
    }
  }

  /**
   * To each topic every fifth member writes. Each form has a number of its own: one that comes
   * twice would be posted once.
   */
  private static String script(List<String> writers, int first) {
    return """
    local who = {%1$s}
    local n = 0
    request = function()
      n = n + 1
      local topic = n * 7 %% %2$d
      local me = who[(topic + 5 * math.floor(n / %2$d + n / 3)) %% #who + 1]
      return wrk.format("POST", "/t/" .. (%3$d + topic) .. "/reply", {["Cookie"] = me[1],
        ["Host"] = "127.0.0.1", ["Content-Type"] = "application/x-www-form-urlencoded"},
        "_csrf=" .. me[2] .. "&_once=%4$s-" .. n ..
        "&parent=&body=A+reply+of+some+words+about+the+harbour+in+winter,+" .. n)
    end
    """
        .formatted(String.join(",", writers), TOPICS, first, UUID.randomUUID());
  }

  /** Seconds until all that follows from replies is done, so that it does not slow down others. */
  double settle() throws IOException, InterruptedException, SQLException {
    long begun = System.nanoTime();
    double passed = 0;
    while (waiting() > 0 && passed < 120) {
      Thread.sleep(100);
      passed = (System.nanoTime() - begun) / 1e9;
    }
    return passed;
  }

  /**
   * Asked of the database: the forum's own figures are two seconds old, or as old as it was held.
   */
  private long waiting() throws IOException, SQLException {
    return Long.parseLong(
        data.ask(
            """
            select count(*) filter (where place is null) + coalesce(max(place), 0) - (select min(done) from consumer)
              from outbox
            """));
  }

  private double pgbench(int topic) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            "pgbench",
            "-h127.0.0.1",
            "-p" + data.port(),
            "-Ustoa",
            "-n",
            "-Mprepared",
            "-c" + CLIENTS,
            "-j1",
            "-T" + (pace.row() + 1),
            "-Dtopic_first=" + topic,
            "-Dtopic_last=" + (topic + TOPICS - 1),
            "-Dmember_first=" + data.firstReader(),
            "-Dmembers=" + Pages.MEMBERS,
            "-fbench/reply.sql",
            "postgres");
    builder.environment().put("PGPASSWORD", data.password());
    var process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    var found = TRANSACTIONS.matcher(said);
    if (!found.find()) {
      throw new IllegalStateException("pgbench said:\n" + said);
    }
    return Double.parseDouble(found.group(1));
  }
}
