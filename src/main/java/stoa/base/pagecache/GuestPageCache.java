package stoa.base.pagecache;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.TaggedCache;
import stoa.base.web.Answer;
import stoa.base.web.Languages;
import stoa.base.web.Request;
import stoa.base.web.Responder;
import stoa.base.web.Route;
import stoa.base.web.Shows;
import stoa.base.web.Visit;
import stoa.base.web.Visits;

/**
 * Whole pages for guests. Who has no cookie of ours but a language gets what all such guests get: a
 * page is made once, by one request while the others wait for it, and kept until an event changes
 * what it shows.
 */
final class GuestPageCache {
  private final TaggedCache<CachedPage> pages;
  private final Visits visits;
  private final Languages languages;
  private final Responder responder;

  GuestPageCache(
      TaggedCache<CachedPage> pages, Visits visits, Languages languages, Responder responder) {
    this.pages = pages;
    this.visits = visits;
    this.languages = languages;
    this.responder = responder;
  }

  /** Whether some cookie of ours makes a page their own. */
  static boolean isKnown(@Nullable String cookies) {
    return cookies != null
        && (cookies.contains("sid=") || cookies.contains("guest=") || cookies.contains("flash="));
  }

  /** The copy for such a guest, if there is one. */
  @Nullable CachedPage find(@Nullable String cookies, @Nullable String accept, String pathQuery) {
    return pages.find(key(cookies, accept, pathQuery));
  }

  /** The copy of what is the same for everybody, if there is one. */
  @Nullable CachedPage findForAll(String pathQuery) {
    return pages.find(forAll(pathQuery));
  }

  private static String forAll(String pathQuery) {
    return "* " + pathQuery;
  }

  private String key(@Nullable String cookies, @Nullable String accept, String pathQuery) {
    return languages.of(cookies, accept).toLanguageTag() + " " + pathQuery;
  }

  /** Answers with the copy, or with what the handler answers. */
  void answer(Visit visit, Request request, Route route) {
    String cookies = request.cookies();
    String accept = request.header("Accept-Language");
    var guest = visits.anyGuest(languages.of(cookies, accept));
    String key =
        route.copies() == Route.Copies.ALL
            ? forAll(request.address())
            : key(cookies, accept, request.address());
    try {
      CachedPage page = pages.get(key, () -> made(guest, request, route));
      page.seen();
      send(request.context(), page);
    } catch (NotCacheable e) {
      Answer answer = e.answerTo(request);
      responder.send(visit, request, answer == null ? route.answer(visit, request) : answer);
    }
  }

  private static void send(Context context, CachedPage page) {
    context
        .contentType(page.type().getValue())
        .header("Cache-Control", CachedPage.CACHE.getValue())
        .header("Vary", CachedPage.VARY.getValue())
        .header("ETag", page.plain().etag().getValue())
        .result(page.bytes());
  }

  private TaggedCache.Made<CachedPage> made(Visit guest, Request request, Route route) {
    Answer answer = route.answer(guest, request);
    return switch (answer) {
      case Answer.Page page when !page.view().hasForm() ->
          page.kept()
              .map(shows -> {
                byte[] html = responder.shared(guest, request, page);
                return made(html, null, route, shows);
              })
              .orElseThrow(() -> new NotCacheable(request, answer));
      case Answer.Text text when text.tags() != null -> {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        yield made(bytes, text.type(), route, new Shows(text.tags(), _ -> {}, null));
      }
      default -> throw new NotCacheable(request, answer);
    };
  }

  private static TaggedCache.Made<CachedPage> made(
      byte[] bytes, @Nullable String type, Route route, Shows shows) {
    var page = new CachedPage(bytes, type, route.path(), shows.seen());
    return new TaggedCache.Made<>(page, shows.tags());
  }
}
