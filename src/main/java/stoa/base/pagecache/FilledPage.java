package stoa.base.pagecache;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import stoa.access.Viewer;
import stoa.base.http.CachedAnswer;
import stoa.base.view.Assets;
import stoa.base.view.Unread;
import stoa.base.web.PlaceholderMember;

/**
 * A page that all members share, for one reader.
 *
 * @param parts what they see otherwise than others
 * @param unread what they have not read
 */
record FilledPage(
    CachedSkeleton page,
    Viewer reader,
    Map<Long, PageSkeleton> parts,
    Function<PlaceholderMember.Slot, byte[]> own,
    Unread unread)
    implements CachedAnswer {
  @Override
  public String route() {
    return page.route();
  }

  @Override
  public void send(Request request, Response response, Callback callback) {
    page.seen(reader);
    boolean gzip = Assets.takesGzip(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING));
    byte[] packed = gzip ? page.packed(parts, own, unread) : null;
    byte[] bytes = packed == null ? page.filled(parts, own, unread) : packed;
    var fields = response.getHeaders();
    fields.add(CachedPage.TYPE);
    if (packed != null) {
      fields.add(CachedPage.GZIP);
    }
    fields.add(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.setStatus(HttpStatus.OK_200);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
