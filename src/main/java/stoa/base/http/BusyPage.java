package stoa.base.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns requests away for which there is no room. In a rush these are most of them, and each takes
 * from the same processor as the pages that are still made: so all of the answer is at hand, and
 * Jetty's way over an error handler, which makes the answer's headers twice, is only for requests
 * with a body, of which it takes care.
 */
final class BusyPage {
  static final EnumSet<HttpHeader> BODY =
      EnumSet.of(HttpHeader.CONTENT_LENGTH, HttpHeader.TRANSFER_ENCODING);

  private final HttpMetrics metrics;
  private final ByteBuffer page =
      ByteBuffer.wrap(
              EdgePage.of(HttpStatus.SERVICE_UNAVAILABLE_503).getBytes(StandardCharsets.UTF_8))
          .asReadOnlyBuffer();
  private final HttpField type = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, EdgePage.TYPE);
  private final HttpField length =
      new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, "" + page.remaining());
  private final List<PreEncodedHttpField> pauses =
      IntStream.range(1, 6)
          .mapToObj(seconds -> new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "" + seconds))
          .toList();

  BusyPage(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  void answer(Request request, Response response, Callback callback) {
    if (request.getHeaders().contains(BODY)) {
      Rejection.QUEUE_FULL.answer(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
      return;
    }
    metrics.rejected(Rejection.QUEUE_FULL);
    var fields = response.getHeaders();
    // Spread, so that those who were turned away together do not come back together.
    fields.add(pauses.get(ThreadLocalRandom.current().nextInt(pauses.size())));
    fields.add(type);
    fields.add(length);
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
    response.write(true, page.duplicate(), callback);
  }
}
