package stoa.base.http;

import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what no handler of ours answers: requests that Jetty or the edge refuses. */
final class EdgeErrors extends ErrorHandler {
  private final SecurityHeaders headers;
  private final HttpMetrics metrics;

  EdgeErrors(SecurityHeaders headers, HttpMetrics metrics) {
    this.headers = headers;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    var fields = response.getHeaders();
    headers.putOn(fields);
    if (request.getAttribute(RequestId.ATTRIBUTE) instanceof String id) {
      fields.put(RequestId.HEADER, id); // a reset of the answer took it away
    }
    if (status == 503) {
      // Spread, so that those who were turned away together do not come back together.
      fields.put(HttpHeader.RETRY_AFTER, "" + ThreadLocalRandom.current().nextInt(1, 6));
    }
    if (status == 501) {
      fields.put(HttpHeader.CONNECTION, "close"); // a proxy may see its end elsewhere
    }
    count(request, status);
    fields.put(HttpHeader.CONTENT_TYPE, EdgePage.TYPE);
    Content.Sink.write(response, true, EdgePage.of(status), callback);
    return true;
  }

  private void count(Request request, int status) {
    if (request.getAttribute(Rejection.ATTRIBUTE) instanceof Rejection known) {
      metrics.rejected(known);
    } else if (status == 503) {
      metrics.rejected(Rejection.DRAINING);
    } else if (status / 100 == 4) {
      metrics.rejected(Rejection.MALFORMED);
    }
  }
}
