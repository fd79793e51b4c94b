package stoa.base.pagecache;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import stoa.base.cache.Caches;
import stoa.base.cache.ReadYourWrites;
import stoa.base.http.CachedAnswer;
import stoa.base.web.Answer;
import stoa.base.web.Cookies;
import stoa.base.web.Languages;
import stoa.base.web.ReadStates;
import stoa.base.web.Request;
import stoa.base.web.Responder;
import stoa.base.web.Route;
import stoa.base.web.Router;
import stoa.base.web.Visit;
import stoa.base.web.Visits;

/** Pages that are made once for many: whole for guests, with holes for members. */
public final class PageCache implements Router.Delivery {
  /** Bytes; for most members 300 a page. */
  private static final int TIES = 8 << 20;

  private final GuestPageCache guests;
  private final MemberPageCache members;
  private final Responder responder;

  /**
   * @param size bytes of memory, half of them for guests' pages and half for members'
   */
  public PageCache(
      Caches caches,
      long size,
      Visits visits,
      Responder responder,
      SlotValues own,
      ReadStates read,
      Languages languages) {
    this.responder = responder;
    this.guests =
        new GuestPageCache(
            caches.tagged(
                "pages", Route.COPIES_LIVE, size / 2, (key, page) -> page.weight() + key.length()),
            visits,
            languages,
            responder);
    this.members =
        new MemberPageCache(
            caches.tagged(
                "member_pages",
                Route.COPIES_LIVE,
                size / 2,
                (key, page) -> page.weight() + key.length()),
            caches.tagged(
                "ties", Route.COPIES_LIVE, TIES, (key, tie) -> tie.weight() + key.length()),
            own,
            read,
            visits,
            responder);
  }

  /** What can be sent at once. */
  public Optional<CachedAnswer> find(org.eclipse.jetty.server.Request request) {
    String path = request.getHttpURI().getPathQuery();
    if (path == null || !request.getMethod().equals("GET")) {
      return Optional.empty();
    }
    var headers = request.getHeaders();
    String cookies = Cookies.joined(headers.getValuesList(HttpHeader.COOKIE));
    String accept = headers.get(HttpHeader.ACCEPT_LANGUAGE);
    Optional<CachedAnswer> copy =
        GuestPageCache.isKnown(cookies)
            ? members.find(cookies, accept, path)
            : Optional.ofNullable(guests.find(cookies, accept, path));
    return copy.isPresent() ? copy : Optional.ofNullable(guests.findForAll(path));
  }

  /** Answers with a copy, or with what the route's handler answers. */
  @Override
  public void answer(Visit visit, Request request, Route route) {
    String cookies = request.cookies();
    boolean guest = !GuestPageCache.isKnown(cookies);
    if (route.copies() == Route.Copies.NONE || !route.keeps(request.queryString())) {
      alone(visit, request, route);
    } else if (guest || route.copies() == Route.Copies.ALL) {
      guests.answer(visit, request, route);
    } else if (MemberPageCache.mayShare(cookies)) {
      members.answer(visit, request, route);
    } else {
      alone(visit, request, route);
    }
  }

  private void alone(Visit visit, Request request, Route route) {
    Answer answer =
        request.isGet() && MemberPageCache.hasJustWritten(request.cookies())
            ? ReadYourWrites.call(() -> route.answer(visit, request))
            : route.answer(visit, request);
    responder.send(visit, request, answer);
  }
}
