import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What private boards cost: the same pages on twenty boards that all may read, and with five of
 * them hidden from guests and members; twice each, in turn.
 */
final class PrivateBoards {
  private static final int ROUNDS = 2;
  private static final int ALL = 20;
  private static final int HIDDEN = 5;

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
    Map<String, List<Seen>> none = new LinkedHashMap<>();
    Map<String, List<Seen>> some = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      measure(false, none);
      measure(true, some);
    }
    System.out.printf(
        """
        %d boards: all public, and %d of them private (requests/s, the better of %d rounds each):

        | page | public | with private ones | ratio | statements | statements |
        |---|---|---|---|---|---|
        """,
        ALL, HIDDEN, ROUNDS);
    none.forEach((page, before) -> {
      Seen open = best(before);
      Seen closed = best(some.get(page));
      System.out.printf(
          "| %s | %.0f | %.0f | %.2f | %.2f | %.2f |%n",
          page,
          open.rate(),
          closed.rate(),
          closed.rate() / open.rate(),
          open.statements(),
          closed.statements());
    });
    System.out.println();
    try (var site = new Site(options.jar(), data, options.flags())) {
      site.first("/");
      hide(false);
    }
  }

  private static Seen best(List<Seen> rounds) {
    return rounds.stream().reduce((a, b) -> a.rate() > b.rate() ? a : b).orElseThrow();
  }

  private void measure(boolean hidden, Map<String, List<Seen>> into) throws Exception {
    try (var site = new Site(options.jar(), data, options.flags())) {
      site.first("/");
      hide(hidden);
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
  private void hide(boolean hidden) throws IOException, SQLException {
    data.change(
        "insert into board (parent_id, title, slug, position, created_at)"
            + " select 1, 'More ' || n, 'more-' || n, 100 + n, now() from generate_series(1, "
            + ALL
            + " - (select count(*)::int from board where not category)) n");
    data.change("delete from board_right where board_id is not null");
    data.change("update board set readers = '{1,3,4,5}'");
    if (hidden) {
      data.change(
          "insert into board_right (board_id, group_id, act, value)"
              + " select id, member, act, 'NO' from board, unnest(array[1, 3]) member,"
              + " unnest(array['SEE', 'READ']) act where id in "
              + CHOSEN);
      data.change("update board set readers = '{4,5}' where id in " + CHOSEN);
    }
  }
}
