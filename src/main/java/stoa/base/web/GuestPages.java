package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.TaggedCache;

/**
 * Whole pages for guests. Who has no cookie of ours but a language gets what all such guests get: a
 * page is made once, by one request while the others wait for it, and kept until an event changes
 * what it shows.
 */
final class GuestPages {
  private static final String TRIED = "stoa.guest-page.tried";

  private final TaggedCache<GuestPage> pages;
  private final Languages languages;

  GuestPages(TaggedCache<GuestPage> pages, Languages languages) {
    this.pages = pages;
    this.languages = languages;
  }

  /** Whether some cookie of ours makes a page his own. */
  static boolean isKnown(@Nullable String cookies) {
    return cookies != null
        && (cookies.contains("sid=") || cookies.contains("guest=") || cookies.contains("notice="));
  }

  /** The copy for such a guest, if there is one. */
  @Nullable GuestPage find(@Nullable String cookies, @Nullable String accept, String pathQuery) {
    return pages.find(key(cookies, accept, pathQuery));
  }

  private String key(@Nullable String cookies, @Nullable String accept, String pathQuery) {
    return languages.of(cookies, accept).toLanguageTag() + " " + pathQuery;
  }

  /** Answers a guest: with the copy, or with the page that the handler makes. */
  void answer(Context context, String pathQuery, Handler handler) throws Exception {
    String key = key(Cookies.header(context), context.header("Accept-Language"), pathQuery);
    try {
      GuestPage page = pages.get(key, () -> made(context, handler));
      if (Shown.page(context) == null) {
        page.seen();
        context.status(HttpStatus.OK).contentType(page.type().getValue()).result(page.bytes());
      }
      context.header("Cache-Control", GuestPage.CACHE.getValue());
      context.header("Vary", GuestPage.VARY.getValue());
      context.header("ETag", page.plain().etag().getValue());
    } catch (NotKept e) {
      if (context.attribute(TRIED) == null) {
        handler.handle(context); // somebody else's try
      }
    }
  }

  private static TaggedCache.Made<GuestPage> made(Context context, Handler handler) {
    context.attribute(TRIED, true);
    NotKept.handle(handler, context);
    byte[] html = Shown.page(context);
    Shown shown = Shown.of(context);
    if (html == null || shown == null) {
      throw new NotKept();
    }
    return new TaggedCache.Made<>(
        new GuestPage(html, Shown.type(context), HttpMetrics.route(context), shown.seen()),
        shown.tags());
  }
}
