package stoa.base.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * While the server stops it takes no new connection, but a request that comes over one that it has
 * is answered like any other, and the connection closed with that. A proxy keeps connections and
 * cannot know of the stop; what it was told instead, a 503, its visitor would read. Each connection
 * brings one more request at most, so this ends.
 */
final class Draining extends GracefulHandler {
  Draining(Handler next) {
    super(next);
  }

  @Override
  protected void handleShutdownRejection(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    try {
      if (!getHandler().handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Exception fault) { // as its own class does where it calls handlers
      Response.writeError(request, response, callback, fault);
    }
  }
}
