import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The pages that are measured, and who asks for them. */
final class Pages {
  /** So many members ask in turn. */
  static final int MEMBERS = 20;

  private static final int QUERIES = 200;

  /**
   * One row.
   *
   * @param who guest or member
   */
  record Page(String who, String name, List<Wrk.Ask> asks) {
    String title() {
      return who + ": " + name;
    }

    Page uncached() {
      var others = asks.stream().map(ask -> new Wrk.Ask(alone(ask.path()), ask.cookie())).toList();
      return new Page(who, name, others);
    }

    /** An address with a parameter of no meaning, of which no copy is made. */
    private static String alone(String path) {
      return path + (path.contains("?") ? "&" : "?") + "x=1";
    }
  }

  private final List<String> cookies;
  private final boolean searching;
  private final List<String> queries = new Texts(7).queries(QUERIES);
  private final String topic;
  private final String greatest;
  private final int last;
  private final String profile;

  Pages(DataSet data, List<String> cookies) throws IOException, SQLException {
    this.cookies = cookies;
    this.searching = data.hasIndex();
    String path = "select '/t/' || id || '/' || slug from topic ";
    this.topic = data.ask(path + "where post_count = 20 order by id desc limit 1");
    this.greatest = data.ask(path + "order by post_count desc limit 1");
    this.last =
        Integer.parseInt(
            data.ask("select (post_count + 19) / 20 from topic order by post_count desc limit 1"));
    this.profile = "/u/" + DataSet.member(data.firstReader() + MEMBERS + 1);
  }

  String topic() {
    return topic;
  }

  List<Page> all() {
    var all = new ArrayList<>(forOne("guest", List.of("")));
    all.addAll(forOne("member", cookies));
    return all;
  }

  private List<Page> forOne(String who, List<String> cookies) {
    var pages = new ArrayList<>(shared(who, cookies));
    if (who.equals("member")) {
      pages.add(page(who, "unread", "/unread", cookies));
    }
    if (searching) {
      pages.add(new Page(who, "search", searches(cookies)));
    }
    pages.add(page(who, "profile", profile, cookies));
    pages.add(page(who, "feed", "/latest.atom", cookies));
    return pages;
  }

  private List<Wrk.Ask> searches(List<String> cookies) {
    var searches = new ArrayList<Wrk.Ask>();
    for (int i = 0; i < queries.size(); i++) {
      String words = URLEncoder.encode(queries.get(i), StandardCharsets.UTF_8);
      searches.add(new Wrk.Ask("/search?q=" + words, cookies.get(i % cookies.size())));
    }
    return searches;
  }

  private List<Page> shared(String who, List<String> cookies) {
    return List.of(
        page(who, "index", "/", cookies),
        page(who, "board", "/b/board-3", cookies),
        page(who, "topic of 20 posts", topic, cookies),
        page(who, "greatest topic, first page", greatest, cookies),
        page(who, "greatest topic, page in the middle", greatest + "?page=" + last / 2, cookies),
        page(who, "greatest topic, last page", greatest + "?page=" + last, cookies),
        page(who, "latest", "/latest", cookies));
  }

  private static Page page(String who, String name, String path, List<String> cookies) {
    return new Page(who, name, cookies.stream().map(cookie -> new Wrk.Ask(path, cookie)).toList());
  }

  /** The same, each made anew for its reader. */
  List<Page> uncached() {
    var pages = new ArrayList<Page>();
    shared("guest", List.of("")).forEach(page -> pages.add(page.uncached()));
    if (searching) {
      pages.add(new Page("guest", "search", searches(List.of(""))).uncached());
    }
    shared("member", cookies).forEach(page -> pages.add(page.uncached()));
    return pages;
  }

  /** A member's topic page, made anew each time: what loads the server most. */
  Page heavy() {
    return page("member", "topic of 20 posts", topic, cookies).uncached();
  }

  Page guestTopic() {
    return page("guest", "topic of 20 posts", topic, List.of(""));
  }

  Page memberTopic() {
    return page("member", "topic of 20 posts", topic, cookies);
  }
}
