package stoa.base.pagecache;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.cache.TaggedCache;
import stoa.base.http.CachedAnswer;
import stoa.base.view.Assets;
import stoa.base.view.Unread;
import stoa.base.web.Answer;
import stoa.base.web.PlaceholderMember;
import stoa.base.web.ReadStates;
import stoa.base.web.Request;
import stoa.base.web.Responder;
import stoa.base.web.Route;
import stoa.base.web.Shows;
import stoa.base.web.Visit;
import stoa.base.web.Visits;

/**
 * Pages for members, made once for a stand-in and filled for each reader with their name, their
 * tokens and the number of their notifications. Whoever has more of their own on a page gets it
 * made for themselves, and so do moderators. Readers share pages whose rights are the same.
 */
final class MemberPageCache {
  private final TaggedCache<CachedSkeleton> pages;
  private final TaggedCache<Known> ties;
  private final SlotValues own;
  private final ReadStates read;
  private final Visits visits;
  private final Responder responder;

  /**
   * @param ties what ties a member to a page, by the two
   */
  MemberPageCache(
      TaggedCache<CachedSkeleton> pages,
      TaggedCache<Known> ties,
      SlotValues own,
      ReadStates read,
      Visits visits,
      Responder responder) {
    this.pages = pages;
    this.ties = ties;
    this.own = own;
    this.read = read;
    this.visits = visits;
    this.responder = responder;
  }

  /** Whether a reader with these cookies may get a copy: not right after they changed something. */
  static boolean mayShare(@Nullable String cookies) {
    return cookies != null
        && cookies.contains("sid=")
        && !cookies.contains("flash=")
        && !hasJustWritten(cookies);
  }

  static boolean hasJustWritten(@Nullable String cookies) {
    return cookies != null && cookies.contains("wrote=");
  }

  /** What is known of a member's ties to a page. */
  record Known(boolean alone, String word, boolean unread, Map<Long, PageSkeleton> parts) {
    /** Bytes of memory, about. */
    int weight() {
      return 300 + parts.values().stream().mapToInt(PageSkeleton::weight).sum();
    }
  }

  /** The page, filled, where nothing has to be waited for. */
  Optional<CachedAnswer> find(@Nullable String cookies, @Nullable String accept, String path) {
    if (!mayShare(cookies)) {
      return Optional.empty();
    }
    return own.ifLocal(cookies, accept).flatMap(visit -> find(visit, path));
  }

  private Optional<CachedAnswer> find(Visit visit, String path) {
    var tie = ties.find(key(visit, path));
    if (tie == null || tie.alone()) {
      return Optional.empty();
    }
    CachedSkeleton page = pages.find(key(visit, tie.word(), path));
    if (page == null || tie.unread()) {
      return Optional.empty();
    }
    Unread unread = page.asksUnread() ? read.ifLocal(visit.who().member()) : Unread.NOTHING;
    if (unread == null) {
      return Optional.empty();
    }
    return Optional.of(new FilledPage(page, visit.who(), tie.parts(), own.of(visit), unread));
  }

  private static String key(Visit visit, String path) {
    return visit.who().member().id() + " " + of(visit) + " " + path;
  }

  private static String key(Visit visit, String word, String path) {
    return of(visit) + " " + word + " " + path;
  }

  /** Readers of one language whose rights are the same. */
  private static String of(Visit visit) {
    return visit.who().rights().key() + " " + visit.locale().toLanguageTag();
  }

  /** Answers with the copy, or with what the handler answers. */
  void answer(Visit visit, Request request, Route route) {
    if (!answered(visit, request, route)) {
      responder.send(visit, request, route.answer(visit, request));
    }
  }

  private boolean answered(Visit visit, Request request, Route route) {
    if (visit.uncertain()
        || !(visit.who() instanceof Viewer.Member member)
        || !member.rights().sharePages()) {
      return false;
    }
    String path = request.address();
    var known = ties.get(key(visit, path), () -> known(visit, request, route));
    return !known.alone() && answered(visit, request, route, known);
  }

  private TaggedCache.Made<Known> known(Visit visit, Request request, Route route) {
    var variant = route.variant(visit, request);
    Visit placeholder = visits.placeholder(visit, variant.word());
    var parts = new HashMap<Long, PageSkeleton>();
    variant
        .parts()
        .forEach(
            (id, part) -> parts.put(id, pieces(responder.fragment(placeholder, request, part))));
    return new TaggedCache.Made<>(
        new Known(variant.alone(), variant.word(), variant.unread(), parts), variant.tags());
  }

  private boolean answered(Visit visit, Request request, Route route, Known known) {
    CachedSkeleton page;
    try {
      page =
          pages.get(
              key(visit, known.word(), request.address()),
              () -> made(visits.placeholder(visit, known.word()), request, route));
    } catch (NotCacheable e) {
      return false;
    }
    page.seen(visit.who());
    if (page.read() != null && known.unread()) {
      page.read().accept(visit.member());
    }
    Unread unread = page.asksUnread() ? read.of(visit.member()) : Unread.NOTHING;
    send(request.context(), page, known.parts(), own.of(visit), unread);
    return true;
  }

  private static void send(
      Context context,
      CachedSkeleton page,
      Map<Long, PageSkeleton> parts,
      Function<PlaceholderMember.Slot, byte[]> own,
      Unread unread) {
    boolean gzip = Assets.takesGzip(context.header("Accept-Encoding"));
    byte[] packed = gzip ? page.packed(parts, own, unread) : null;
    if (packed != null) {
      context.header("Content-Encoding", "gzip");
    }
    Responder.send(context, 200, packed == null ? page.filled(parts, own, unread) : packed);
  }

  private TaggedCache.Made<CachedSkeleton> made(Visit placeholder, Request request, Route route) {
    Answer answer = answerForAll(placeholder, request, route);
    if (!(answer instanceof Answer.Page page)) {
      throw new NotCacheable(request, null);
    }
    Shows shows = page.kept().orElseThrow(() -> new NotCacheable(request, null));
    byte[] html = responder.shared(placeholder, request, page);
    return new TaggedCache.Made<>(
        new CachedSkeleton(pieces(html), route.path(), shows), shows.tags());
  }

  private static Answer answerForAll(Visit placeholder, Request request, Route route) {
    try {
      return route.answer(placeholder, request);
    } catch (Refused e) {
      throw new NotCacheable(request, null); // they may be one to whom it is not refused
    }
  }

  private PageSkeleton pieces(byte[] html) {
    return PageSkeleton.cut(html, visits.mark());
  }
}
