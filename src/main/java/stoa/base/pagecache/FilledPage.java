package stoa.base.pagecache;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import stoa.access.Viewer;
import stoa.base.http.CachedAnswer;

/** A page that all members share, filled for one reader and ready to be sent. */
record FilledPage(CachedSkeleton page, Viewer reader, ByteBuffer bytes) implements CachedAnswer {
  @Override
  public String route() {
    return page.route();
  }

  @Override
  public void send(Request request, Response response, Callback callback) {
    page.seen(reader);
    var fields = response.getHeaders();
    fields.add(CachedPage.TYPE);
    fields.add(HttpHeader.CONTENT_LENGTH, bytes.remaining());
    response.setStatus(HttpStatus.OK_200);
    response.write(true, bytes, callback);
  }
}
