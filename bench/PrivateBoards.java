import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rights cost: the same pages on twenty boards that all may read, with five of them hidden
 * from guests and members, and with 980 boards and 200 groups beside them; twice each, in turn.
 */
final class PrivateBoards {
  private static final int ROUNDS = 2;
  private static final int ALL = 20;
  private static final int HIDDEN = 5;
  private static final int MANY = 1_000;
  private static final int GROUPS = 200;

  /** What is said of the boards. */
  private enum State {
    PUBLIC,
    PRIVATE,
    /** Five private ones, and each group moderates five of the many. */
    LARGE
  }

  /** Not those whose pages and topics are measured. */
  private static final String CHOSEN =
      "(select id from board where not category and slug <> 'board-3' and id not in"
          + " ((select board_id from topic order by post_count desc limit 1),"
          + " (select board_id from topic where post_count = 20 order by id desc limit 1))"
          + " order by topic_count desc limit "
          + HIDDEN
          + ")";

  private final DataSet data;
  private final Options options;

  PrivateBoards(DataSet data, Options options) {
    this.data = data;
    this.options = options;
  }

  /** What was measured of a page. */
  private record Seen(double rate, double statements) {}

  void run() throws Exception {
    var seen = new EnumMap<State, Map<String, List<Seen>>>(State.class);
    for (State state : State.values()) {
      seen.put(state, new LinkedHashMap<>());
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (State state : State.values()) {
        measure(state, seen.get(state));
      }
    }
    System.out.printf(
        """
        %d boards: all public; %d of them private; those and %d more with %d groups (requests/s, the better of %d rounds each):

        | page | public | private | ratio | large | ratio | statements | statements | statements |
        |---|---|---|---|---|---|---|---|---|
        """,
        ALL, HIDDEN, MANY - ALL, GROUPS, ROUNDS);
    seen.get(State.PUBLIC)
        .forEach((page, before) -> {
          Seen open = best(before);
          Seen closed = best(seen.get(State.PRIVATE).get(page));
          Seen large = best(seen.get(State.LARGE).get(page));
          System.out.printf(
              "| %s | %.0f | %.0f | %.2f | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
              page,
              open.rate(),
              closed.rate(),
              closed.rate() / open.rate(),
              large.rate(),
              large.rate() / open.rate(),
              open.statements(),
              closed.statements(),
              large.statements());
        });
    System.out.println();
    try (var site = new Site(options.jar(), data, options.flags())) {
      site.first("/");
      say(State.PUBLIC);
    }
  }

  private static Seen best(List<Seen> rounds) {
    return rounds.stream().reduce((a, b) -> a.rate() > b.rate() ? a : b).orElseThrow();
  }

  private void measure(State state, Map<String, List<Seen>> into) throws Exception {
    try (var site = new Site(options.jar(), data, options.flags())) {
      site.first("/");
      say(state);
    }
    try (var site = new Site(options.jar(), data, options.flags());
        var bare = new Bare(options.jar())) {
      site.first("/");
      var pages = new Pages(data, site.signIn(data.firstReader(), Pages.MEMBERS));
      var all = new ArrayList<>(pages.all());
      all.addAll(pages.uncached());
      var rows = new PageRows(site, bare, options.pace());
      rows.warm(all);
      seen(site, rows, pages.all(), "", into);
      seen(site, rows, pages.uncached(), ", made anew", into);
    }
  }

  private void seen(
      Site site, PageRows rows, List<Pages.Page> pages, String how, Map<String, List<Seen>> into)
      throws IOException, InterruptedException {
    var wrk = new Wrk(PageRows.CLIENTS);
    for (Pages.Page page : pages) {
      rows.warm(page);
      var before = Costs.of(site);
      var closed = wrk.get(site.url(), page.asks(), options.pace().row());
      double statements = site.spent(before).statements() / closed.requests();
      if (closed.wrong() == 0) {
        into.computeIfAbsent(page.title() + how, _ -> new ArrayList<>())
            .add(new Seen(closed.rate(), statements));
      }
    }
  }

  /** By rows, while a server runs that ends before anybody reads. */
  private void say(State state) throws IOException, SQLException {
    data.change("delete from member_group where id >= 1000000");
    data.change("delete from board where slug like 'many-%'");
    data.change(boards("More", ALL));
    data.change("delete from board_right where board_id is not null");
    data.change("update board set readers = '{1,3,4,5}'");
    if (state != State.PUBLIC) {
      data.change(
          "insert into board_right (board_id, group_id, act, value)"
              + " select id, member, act, 'NO' from board, unnest(array[1, 3]) member,"
              + " unnest(array['SEE', 'READ']) act where id in "
              + CHOSEN);
      data.change("update board set readers = '{4,5}' where id in " + CHOSEN);
    }
    if (state == State.LARGE) {
      data.change(boards("Many", MANY));
      data.change(
          "insert into member_group (id, kind, name, name_key) overriding system value"
              + " select 1000000 + n, 'OWN', 'Group ' || n, 'group ' || n from generate_series(1, "
              + GROUPS
              + ") n");
      data.change(
          "insert into board_right (board_id, group_id, act, value)"
              + " select id, 1000001 + id % "
              + GROUPS
              + ", act, 'ALLOW' from board, unnest(array['SEE_HIDDEN', 'APPROVE', 'LOCK']) act"
              + " where slug like 'many-%'");
    }
  }

  private static String boards(String name, int all) {
    return "insert into board (parent_id, title, slug, position, created_at)"
        + " select 1, '%s ' || n, '%s-' || n, 100 + n, now() from generate_series(1, "
            .formatted(name, name.toLowerCase(java.util.Locale.ROOT))
        + all
        + " - (select count(*)::int from board where not category)) n";
  }
}
