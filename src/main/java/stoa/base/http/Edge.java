package stoa.base.http;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Urls;

/**
 * Stands in front of everything: names the request, puts the security headers on its answer,
 * measures it, and refuses what no page takes.
 */
final class Edge extends Handler.Wrapper {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  /** Browsers send about 20; 8 KB could hold 1,500 short ones. */
  private static final int HEADERS = 100;

  private final EdgeLimits limits;
  private final SecurityHeaders headers;
  private final HttpMetrics metrics;

  Edge(Handler next, EdgeLimits limits, SecurityHeaders headers, HttpMetrics metrics) {
    super(next);
    this.limits = limits;
    this.headers = headers;
    this.metrics = metrics;
  }

  /** It waits for nothing, and {@link CacheHandler} sees to what comes after it. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String id = RequestId.make();
    request.setAttribute(RequestId.ATTRIBUTE, id);
    headers.putOn(response.getHeaders());
    response.getHeaders().put(RequestId.HEADER, id);
    metrics.measure(request, response);
    if (!METHODS.contains(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST");
      Rejection.METHOD.answer(request, response, callback, 405);
    } else if (request.getHttpURI().getFragment() != null) {
      Rejection.MALFORMED.answer(request, response, callback, 400); // a browser keeps it to itself
    } else if (request.getHeaders().size() > HEADERS) {
      Rejection.MALFORMED.answer(request, response, callback, 431);
    } else if (hasSlashTooMany(request)) {
      response.setStatus(301);
      response.getHeaders().put(HttpHeader.LOCATION, withoutSlash(request));
      response.write(true, null, callback);
    } else if (hasNul(request.getHttpURI().getPathQuery())) {
      Rejection.MALFORMED.answer(request, response, callback, 400); // no page has such an address
    } else if (isTransferCoded(request)) {
      // What is only unpacked from its chunks would be taken for the form itself (RFC 9112, 6.1).
      Rejection.ENCODING.answer(request, response, callback, 501);
    } else if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
      // A form is never compressed by a browser; a bomb is.
      Rejection.ENCODING.answer(request, response, callback, 415);
    } else {
      var bounded = new BoundedBody(request, limits);
      var asked = request.getMethod().equals("HEAD") ? new AsGet(bounded) : bounded;
      return super.handle(asked, response, callback);
    }
    return true;
  }

  /** Not where the rest would lead to another site, as of "//host/". */
  private static boolean hasSlashTooMany(Request request) {
    String path = request.getHttpURI().getPath();
    return path != null
        && path.length() > 1
        && path.endsWith("/")
        && !request.getMethod().equals("POST")
        && !Urls.local(path).equals("/");
  }

  private static String withoutSlash(Request request) {
    String path = request.getHttpURI().getPath().replaceFirst("/+$", "");
    String query = request.getHttpURI().getQuery();
    return query == null ? path : path + "?" + query;
  }

  private static boolean hasNul(@Nullable String address) {
    return address != null && address.contains("%00");
  }

  private static boolean isTransferCoded(Request request) {
    var fields = request.getHeaders();
    return fields.contains(HttpHeader.TRANSFER_ENCODING)
        && !fields
            .getCSV(HttpHeader.TRANSFER_ENCODING, false)
            .equals(List.of(HttpHeaderValue.CHUNKED.asString()));
  }

  /**
   * HEAD is answered by the same handler as GET, so that its headers are the same; Javalin by
   * itself would say 200 to a HEAD of anything. Jetty leaves the body out.
   */
  private static final class AsGet extends Request.Wrapper {
    AsGet(Request request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }
  }
}
