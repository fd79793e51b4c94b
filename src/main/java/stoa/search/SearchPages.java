package stoa.search;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import stoa.access.Viewer;
import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.RateLimits;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.event.Tags;
import stoa.search.query.QueryParser;

/** Searching. */
final class SearchPages {
  private final QueryParser parser;
  private final Searches searches;
  private final RateLimits rates;
  private final RateLimits.Rule rule;
  private final BooleanSupplier filling;

  SearchPages(
      QueryParser parser,
      Searches searches,
      RateLimits rates,
      RateLimits.Rule rule,
      BooleanSupplier filling) {
    this.parser = parser;
    this.searches = searches;
    this.rates = rates;
    this.rule = rule;
    this.filling = filling;
  }

  /** Searching costs more than reading. Where there is a copy of what was found, nobody counts. */
  void limit(Visit visit, Request request) {
    if (!parser.parse(line(request)).isEmpty()) {
      count(request, visit.viewer());
    }
  }

  private static String line(Request request) {
    String given = request.query("q");
    return given == null ? "" : Text.cleanLine(given);
  }

  Answer search(Visit visit, Request request) {
    Viewer viewer = visit.viewer();
    int page = request.page();
    if (page > Searches.LAST_PAGE) {
      throw Refused.notFound();
    }
    String line = line(request);
    boolean newest = "new".equals(request.query("sort"));
    var asked = parser.parse(line);
    if (asked.isEmpty()) {
      return Answer.page(page(line, false, newest, nothing()));
    }
    var found = Answer.page(page(line, true, newest, searches.search(viewer, asked, newest, page)));
    // What is in the index, and what of it may be read.
    return filling.getAsBoolean() ? found : found.shows(Set.of(Tags.SEARCH, Tags.LATEST));
  }

  private static Searches.Page nothing() {
    return new Searches.Page(0, false, List.of(), new Paging(1, 1));
  }

  private void count(Request request, Viewer viewer) {
    if (viewer instanceof Viewer.Member member) {
      rates.take(rule, "#" + member.id());
    } else {
      rates.take(rule, request.client());
    }
  }

  private SearchPage page(String line, boolean asked, boolean newest, Searches.Page found) {
    String best = "?q=" + Urls.encoded(line);
    String query = (newest ? best + "&sort=new" : best) + "&page=";
    return new SearchPage(
        line,
        asked,
        newest,
        "/search" + best,
        "/search" + best + "&sort=new",
        found.total(),
        found.more(),
        filling.getAsBoolean(),
        found.results(),
        new Pager(found.paging(), "/search", query));
  }
}
