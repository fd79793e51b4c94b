package stoa.base.pagecache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Tokens;
import stoa.base.http.CachedAnswer;
import stoa.base.view.Assets;
import stoa.base.view.Etags;

/**
 * A page as all guests of one language get it, ready to be sent. It has no form, so no token that
 * could be guessed from its packed length (BREACH).
 */
final class CachedPage implements CachedAnswer {
  static final HttpField CACHE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "private, no-cache");
  static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding, Accept-Language, Cookie");
  static final HttpField TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
  static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");

  private final byte[] bytes;
  private final String etag;
  private final HttpField type;
  private final String route;
  private final Consumer<Viewer> seen;
  private final Body plain;
  private volatile @Nullable Body packed;

  /** Bytes with the headers that tell of them. */
  record Body(ByteBuffer bytes, HttpField length, HttpField etag) {
    private static Body of(byte[] bytes, String etag) {
      return new Body(
          ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
          new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length)),
          new PreEncodedHttpField(HttpHeader.ETAG, "\"" + etag + "\""));
    }
  }

  /**
   * @param type its content type; null for a page
   * @param route the pattern that it is counted under
   * @param seen done each time that somebody gets it
   */
  CachedPage(byte[] bytes, @Nullable String type, String route, Consumer<Viewer> seen) {
    this.bytes = bytes;
    this.etag = HexFormat.of().formatHex(Tokens.hash(bytes), 0, 12);
    this.type = type == null ? TYPE : new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type);
    this.route = route;
    this.seen = seen;
    this.plain = Body.of(bytes, etag);
  }

  @Override
  public String route() {
    return route;
  }

  @Override
  public void send(Request request, Response response, Callback callback) {
    seen();
    boolean gzip = Assets.takesGzip(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING));
    var body = gzip ? packed() : plain;
    var fields = response.getHeaders();
    fields.put(CACHE);
    fields.add(VARY);
    fields.add(body.etag());
    var known = request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH);
    if (Etags.match(known, body.etag().getValue())) {
      response.setStatus(HttpStatus.NOT_MODIFIED_304);
      callback.succeeded();
      return;
    }
    fields.add(type);
    fields.add(body.length());
    if (gzip) {
      fields.add(GZIP);
    }
    response.setStatus(HttpStatus.OK_200);
    response.write(true, body.bytes().duplicate(), callback);
  }

  void seen() {
    seen.accept(Viewer.Guest.NOBODY);
  }

  HttpField type() {
    return type;
  }

  byte[] bytes() {
    return bytes;
  }

  Body plain() {
    return plain;
  }

  /** By gzip; packed when somebody asks for it first. */
  private Body packed() {
    Body known = packed;
    if (known == null) {
      known = Body.of(pack(bytes), etag + "-gzip");
      packed = known;
    }
    return known;
  }

  private static byte[] pack(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Bytes of memory, the packed form counted in. */
  int weight() {
    return bytes.length + bytes.length / 3 + 500;
  }
}
