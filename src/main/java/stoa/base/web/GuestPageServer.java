package stoa.base.web;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers guests from {@link GuestPages} on the thread that read the request, without a hop; it
 * never waits. All other requests go on to a virtual thread of their own.
 */
final class GuestPageServer extends Handler.Wrapper {
  static final HttpField CACHE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-cache");
  static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding, Accept-Language, Cookie");
  private static final HttpField TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
  private static final HttpField GZIP =
      new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

  private final GuestPages pages;
  private final Executor threads;

  GuestPageServer(Handler next, GuestPages pages, Executor threads) {
    super(next);
    this.pages = pages;
    this.threads = threads;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getMethod().equals("GET")) {
      var headers = request.getHeaders();
      GuestPage page =
          pages.find(
              headers.get(HttpHeader.COOKIE),
              headers.get(HttpHeader.ACCEPT_LANGUAGE),
              request.getHttpURI().getPathQuery());
      if (page != null) {
        send(page, request, response, callback);
        return true;
      }
    }
    threads.execute(() -> goOn(request, response, callback));
    return true;
  }

  private void goOn(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable fault) { // as Jetty does where it calls handlers
      Response.writeError(request, response, callback, fault);
    }
  }

  private static void send(GuestPage page, Request request, Response response, Callback callback) {
    page.seen();
    request.setAttribute(HttpMetrics.ROUTE, page.route());
    boolean gzip = Assets.takesGzip(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING));
    var body = gzip ? page.packed() : page.plain();
    var fields = response.getHeaders();
    fields.put(CACHE);
    fields.add(VARY);
    fields.add(body.etag());
    if (body.etag().getValue().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      callback.succeeded();
      return;
    }
    fields.add(TYPE);
    fields.add(body.length());
    if (gzip) {
      fields.add(GZIP);
    }
    response.setStatus(HttpStatus.OK_200);
    response.write(true, body.bytes().duplicate(), callback);
  }
}
