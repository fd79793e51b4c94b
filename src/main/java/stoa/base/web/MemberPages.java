package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import stoa.base.Refused;
import stoa.base.Role;
import stoa.base.Viewer;
import stoa.base.cache.TaggedCache;

/**
 * Pages for members, made once for a stand-in and filled for each reader with his name, his tokens
 * and the number of his notifications. Whoever has more of his own on a page gets it made for
 * himself, and so do moderators.
 */
final class MemberPages {
  private final TaggedCache<SharedPage> pages;
  private final TaggedCache<Known> ties;
  private final OwnParts own;
  private final Site site;

  /**
   * @param ties what ties a member to a page, by the two
   */
  MemberPages(TaggedCache<SharedPage> pages, TaggedCache<Known> ties, OwnParts own, Site site) {
    this.pages = pages;
    this.ties = ties;
    this.own = own;
    this.site = site;
  }

  /** Whether a reader with these cookies may get a copy: not right after he changed something. */
  static boolean mayShare(@Nullable String cookies) {
    return cookies != null
        && cookies.contains("sid=")
        && !cookies.contains("notice=")
        && !hasJustWritten(cookies);
  }

  static boolean hasJustWritten(@Nullable String cookies) {
    return cookies != null && cookies.contains("wrote=");
  }

  /** What is known of a member's ties to a page. */
  record Known(boolean alone, String word, boolean unread, Map<Long, Pieces> parts) {
    /** Bytes of memory, about. */
    int weight() {
      return 300 + parts.values().stream().mapToInt(Pieces::weight).sum();
    }
  }

  /** A page for one reader. */
  private record Filled(SharedPage page, Viewer reader, ByteBuffer bytes) implements Ready {
    @Override
    public String route() {
      return page.route();
    }

    @Override
    public void send(Request request, Response response, Callback callback) {
      page.seen(reader);
      var fields = response.getHeaders();
      fields.add(GuestPage.TYPE);
      fields.add(HttpHeader.CONTENT_LENGTH, bytes.remaining());
      response.setStatus(HttpStatus.OK.getCode());
      response.write(true, bytes, callback);
    }
  }

  /** The page, filled, where nothing has to be waited for. */
  Optional<Ready> find(@Nullable String cookies, @Nullable String accept, String path) {
    if (!mayShare(cookies)) {
      return Optional.empty();
    }
    return own.atHand(cookies, accept).flatMap(visit -> find(visit, path));
  }

  private Optional<Ready> find(Visit visit, String path) {
    var tie = ties.find(key(visit, path));
    if (tie == null || tie.alone()) {
      return Optional.empty();
    }
    SharedPage page = pages.find(key(visit, tie.word(), path));
    if (page == null || tie.unread()) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(page.filled(tie.parts(), own.of(visit)));
    return Optional.of(new Filled(page, visit.viewer(), bytes));
  }

  private static String key(Visit visit, String path) {
    return visit.viewer().member().id() + " " + visit.locale().toLanguageTag() + " " + path;
  }

  private static String key(Visit visit, String word, String path) {
    return visit.locale().toLanguageTag() + " " + word + " " + path;
  }

  /** Answers a member: with the copy, or with what the handler makes. */
  void answer(Context context, String path, Handler handler, Ties finder) throws Exception {
    Visit visit = site.visit(context);
    if (visit.remembered()
        || !(visit.viewer() instanceof Viewer.Member member)
        || member.role() != Role.MEMBER) {
      handler.handle(context);
      return;
    }
    var tie = ties.get(key(visit, path), () -> known(finder.of(context, member)));
    if (tie.alone() || !answered(context, visit, tie, path, handler)) {
      handler.handle(context);
    }
  }

  private TaggedCache.Made<Known> known(Ties.Tie tie) {
    var parts = new HashMap<Long, Pieces>();
    tie.parts().forEach((id, html) -> parts.put(id, site.pieces(html)));
    return new TaggedCache.Made<>(
        new Known(tie.alone(), tie.word(), tie.unread(), parts), tie.tags());
  }

  private boolean answered(Context context, Visit visit, Known tie, String path, Handler handler) {
    SharedPage page;
    try {
      page = pages.get(key(visit, tie.word(), path), () -> made(context, tie.word(), handler));
    } catch (NotKept e) {
      return false;
    }
    page.seen(visit.viewer());
    if (page.read() != null && tie.unread()) {
      page.read().accept(visit.viewer().member());
    }
    context
        .status(HttpStatus.OK)
        .contentType("text/html; charset=utf-8")
        .result(page.filled(tie.parts(), own.of(visit)));
    return true;
  }

  private TaggedCache.Made<SharedPage> made(Context context, String word, Handler handler) {
    try {
      site.forMembers(context, word, () -> NotKept.handle(handler, context));
    } catch (Refused e) {
      throw new NotKept(); // he may be one to whom it is not refused
    }
    byte[] html = Shown.page(context);
    Shown shown = Shown.of(context);
    if (html == null || shown == null) {
      throw new NotKept();
    }
    return new TaggedCache.Made<>(
        site.shared(html, HttpMetrics.route(context), shown), shown.tags());
  }
}
