package stoa.search;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.web.ClientAddress;
import stoa.base.web.Pager;
import stoa.base.web.Params;
import stoa.base.web.RateLimits;
import stoa.base.web.Site;
import stoa.base.web.Urls;

/** Searching. */
final class SearchPages {
  private final Site site;
  private final QueryParser parser;
  private final Searches searches;
  private final RateLimits rates;
  private final RateLimits.Rule rule;
  private final ClientAddress addresses;
  private final BooleanSupplier filling;

  SearchPages(
      Site site,
      QueryParser parser,
      Searches searches,
      RateLimits rates,
      RateLimits.Rule rule,
      ClientAddress addresses,
      BooleanSupplier filling) {
    this.site = site;
    this.parser = parser;
    this.searches = searches;
    this.rates = rates;
    this.rule = rule;
    this.addresses = addresses;
    this.filling = filling;
  }

  /** Searching costs more than reading. Where there is a copy of what was found, nobody counts. */
  void limit(Context context) {
    if (!parser.parse(line(context)).isEmpty()) {
      count(context, site.viewer(context));
    }
  }

  private static String line(Context context) {
    String given = context.queryParam("q");
    return given == null ? "" : Text.cleanLine(given);
  }

  void search(Context context) {
    Viewer viewer = site.viewer(context);
    int page = Params.page(context);
    if (page > Searches.LAST_PAGE) {
      throw new Refused(new Refusal.NotFound());
    }
    String line = line(context);
    boolean newest = "new".equals(context.queryParam("sort"));
    var asked = parser.parse(line);
    if (asked.isEmpty()) {
      site.show(context, page(line, false, newest, nothing()));
      return;
    }
    if (!filling.getAsBoolean()) {
      // What is in the index, and what of it may be read.
      site.shows(context, Set.of(Tags.SEARCH, Tags.LATEST));
    }
    site.show(context, page(line, true, newest, searches.search(viewer, asked, newest, page)));
  }

  private static Searches.Page nothing() {
    return new Searches.Page(0, false, List.of(), new Paging(1, 1));
  }

  private void count(Context context, Viewer viewer) {
    if (viewer instanceof Viewer.Member member) {
      rates.take(rule, "#" + member.id());
    } else {
      rates.take(rule, addresses.of(context));
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
