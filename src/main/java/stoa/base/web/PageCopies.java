package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.Caches;
import stoa.base.cache.Fresh;

/** Pages that are made once for many: whole for guests, with holes for members. */
public final class PageCopies {
  /** Times on pages are told from now; nobody shall read "just now" for long. */
  static final Duration LIVE = Duration.ofSeconds(30);

  /** What else stands in an address makes no page of its own worth keeping. */
  private static final Pattern QUERY =
      Pattern.compile("((sort|period)=[a-z]{1,10}&)?page=[0-9]{1,7}|(sort|period)=[a-z]{1,10}");

  /** The page of a search, for which the words are what it is. */
  private static final String SEARCH = "/search";

  private static final Pattern WORDS =
      Pattern.compile("q=[^&]{1,300}(&sort=new)?(&page=[0-9]{1,3})?");

  /** Bytes; for most members 300 a page. */
  private static final int TIES = 8 << 20;

  /** Where feeds are, and perhaps other things: what is for everybody says so itself. */
  private static final String FEED = ".atom";

  private final GuestPages guests;
  private final MemberPages members;

  /**
   * @param size bytes of memory, half of them for guests' pages and half for members'
   */
  public PageCopies(Caches caches, long size, Site site) {
    this.guests =
        new GuestPages(
            caches.tagged("pages", LIVE, size / 2, (key, page) -> page.weight() + key.length()),
            site.reading());
    this.members =
        new MemberPages(
            caches.tagged(
                "member_pages", LIVE, size / 2, (key, page) -> page.weight() + key.length()),
            caches.tagged("ties", LIVE, TIES, (key, tie) -> tie.weight() + key.length()),
            site.ownParts(),
            site);
  }

  /** What can be sent at once. */
  Optional<Ready> find(Request request) {
    String path = request.getHttpURI().getPathQuery();
    if (path == null || !request.getMethod().equals("GET") || !mayBeKept(request.getHttpURI())) {
      return Optional.empty(); // nobody's session is looked up for that
    }
    var headers = request.getHeaders();
    String cookies = Cookies.joined(headers.getValuesList(HttpHeader.COOKIE));
    String accept = headers.get(HttpHeader.ACCEPT_LANGUAGE);
    if (!GuestPages.isKnown(cookies)) {
      return Optional.ofNullable(guests.find(cookies, accept, path));
    }
    if (path.endsWith(FEED)) {
      GuestPage feed = guests.find(cookies, accept, path);
      if (feed != null && feed.isForAll()) {
        return Optional.of(feed);
      }
    }
    return members.find(cookies, accept, path);
  }

  /** The same handler, of a page that all members share: it works only where there is no copy. */
  public Handler keep(Handler handler) {
    return keep(handler, Ties.none());
  }

  /** The same handler, of a page that members share who have the same ties to it. */
  public Handler keep(Handler handler, Ties ties) {
    return context -> {
      String path = path(context);
      String cookies = Cookies.header(context);
      if (path == null) {
        alone(context, handler);
      } else if (!GuestPages.isKnown(cookies)) {
        guests.answer(context, path, handler);
      } else if (MemberPages.mayShare(cookies)) {
        members.answer(context, path, handler, ties);
      } else {
        alone(context, handler);
      }
    };
  }

  /** The same handler, of what is the same for guests and members. */
  public Handler keepForAll(Handler handler) {
    return context -> {
      String path = path(context);
      if (path == null) {
        handler.handle(context);
      } else {
        guests.answer(context, path, handler);
      }
    };
  }

  private static void alone(Context context, Handler handler) throws Exception {
    if (MemberPages.hasJustWritten(Cookies.header(context))) {
      Fresh.call(() -> {
        handler.handle(context);
        return null;
      });
    } else {
      handler.handle(context);
    }
  }

  private static @Nullable String path(Context context) {
    String query = context.queryString();
    String path = context.req().getRequestURI();
    if (query == null) {
      return path;
    }
    return mayBeKept(path, query) ? path + "?" + query : null;
  }

  private static boolean mayBeKept(HttpURI address) {
    return address.getQuery() == null || mayBeKept(address.getPath(), address.getQuery());
  }

  private static boolean mayBeKept(String path, String query) {
    return (path.equals(SEARCH) ? WORDS : QUERY).matcher(query).matches();
  }
}
