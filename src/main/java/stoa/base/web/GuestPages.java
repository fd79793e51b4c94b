package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;

/**
 * Whole pages for guests. Who has no cookie of ours but a language gets what all such guests get: a
 * page is made once, by one request while the others wait for it, and kept until an event changes
 * what it shows.
 */
public final class GuestPages {
  /** What else stands in an address makes no page of its own worth keeping. */
  private static final Pattern QUERY =
      Pattern.compile("((sort|period)=[a-z]{1,10}&)?page=[0-9]{1,7}|(sort|period)=[a-z]{1,10}");

  /** Browsers of one language send few forms of this header; strange ones are read each time. */
  private static final int LANGUAGES = 500;

  private static final String MADE = "stoa.guest-page";
  private static final String SHOWN = "stoa.guest-page.shown";
  private static final String TRIED = "stoa.guest-page.tried";

  /** Times on pages are told from now; nobody shall read "just now" for long. */
  private static final Duration LIVE = Duration.ofSeconds(30);

  private final TaggedCache<GuestPage> pages;
  private final Messages messages;
  private final Locale usual;
  private final String languageCookie;
  private final ConcurrentHashMap<String, Locale> negotiated = new ConcurrentHashMap<>();

  /**
   * @param size bytes that the pages may take
   * @param usual the language of those who ask for none that the forum speaks
   * @param secure whether cookies carry the prefix for https
   */
  public GuestPages(Caches caches, long size, Messages messages, Locale usual, boolean secure) {
    this.pages = caches.tagged("pages", LIVE, size, (key, page) -> page.weight() + key.length());
    this.messages = messages;
    this.usual = usual;
    this.languageCookie = (secure ? "__Host-" : "") + "lang=";
  }

  /** What a page shows, and what is to be done each time that somebody sees it. */
  private record Shown(Set<String> tags, Runnable seen) {}

  /** The page did not turn out to be one that can be kept. */
  private static final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKept() {
      super(null, null, false, false);
    }
  }

  /** The copy for such a request, if there is one. */
  @Nullable GuestPage find(
      @Nullable String cookies, @Nullable String languages, @Nullable String pathQuery) {
    if (pathQuery == null || isKnown(cookies)) {
      return null;
    }
    return pages.find(key(cookies, languages, pathQuery));
  }

  private String key(@Nullable String cookies, @Nullable String languages, String pathQuery) {
    return locale(cookies, languages).toLanguageTag() + " " + pathQuery;
  }

  /** Whether some cookie of ours makes the page his own. */
  private static boolean isKnown(@Nullable String cookies) {
    return cookies != null
        && (cookies.contains("sid=") || cookies.contains("guest=") || cookies.contains("notice="));
  }

  private Locale locale(@Nullable String cookies, @Nullable String languages) {
    if (cookies != null) {
      for (String cookie : cookies.split(";")) {
        String pair = cookie.strip();
        if (pair.startsWith(languageCookie)) {
          var chosen = messages.supported(pair.substring(languageCookie.length()));
          if (chosen.isPresent()) {
            return chosen.get();
          }
        }
      }
    }
    if (languages == null) {
      return usual;
    }
    Locale known = negotiated.get(languages);
    if (known != null) {
      return known;
    }
    Locale found = messages.negotiate(languages, usual);
    if (negotiated.size() < LANGUAGES && languages.length() < 200) {
      negotiated.put(languages, found);
    }
    return found;
  }

  /** The same handler; for guests it works only where there is no copy. */
  public Handler keep(Handler handler) {
    return context -> {
      String cookies = context.header("Cookie");
      String query = context.queryString();
      if (isKnown(cookies) || (query != null && !QUERY.matcher(query).matches())) {
        handler.handle(context);
        return;
      }
      String path = context.req().getRequestURI() + (query == null ? "" : "?" + query);
      answer(context, key(cookies, context.header("Accept-Language"), path), handler);
    };
  }

  private void answer(Context context, String key, Handler handler) throws Exception {
    try {
      GuestPage page = pages.get(key, () -> made(context, handler));
      if (context.attribute(MADE) == null) {
        page.seen();
        context.status(HttpStatus.OK).contentType("text/html; charset=utf-8").result(page.bytes());
      }
      context.header("Cache-Control", GuestPageServer.CACHE.getValue());
      context.header("Vary", GuestPageServer.VARY.getValue());
      context.header("ETag", page.plain().etag().getValue());
    } catch (NotKept e) {
      if (context.attribute(TRIED) == null) {
        handler.handle(context); // somebody else's try
      }
    }
  }

  private static TaggedCache.Made<GuestPage> made(Context context, Handler handler) {
    context.attribute(TRIED, true);
    try {
      handler.handle(context);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    String html = context.attribute(MADE);
    Shown shown = context.attribute(SHOWN);
    if (html == null || shown == null) {
      throw new NotKept();
    }
    return new TaggedCache.Made<>(
        new GuestPage(html, HttpMetrics.route(context), shown.seen()), shown.tags());
  }

  /** Says what the page shows; without that it is not kept. */
  static void shows(Context context, Set<String> tags, Runnable seen) {
    context.attribute(SHOWN, new Shown(tags, seen));
  }

  /** Takes a page that was made for a guest and has nothing of his own on it. */
  static void take(Context context, String html) {
    context.attribute(MADE, html);
  }
}
