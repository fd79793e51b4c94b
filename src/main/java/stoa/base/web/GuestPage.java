package stoa.base.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/**
 * A page as all guests of one language get it, ready to be sent. It has no form, so no token that
 * could be guessed from its packed length (BREACH).
 */
final class GuestPage {
  private final byte[] bytes;
  private final String etag;
  private final String route;
  private final Runnable seen;
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
   * @param route the pattern that it is counted under
   * @param seen done each time that somebody gets it
   */
  GuestPage(String html, String route, Runnable seen) {
    this.bytes = html.getBytes(StandardCharsets.UTF_8);
    this.etag = HexFormat.of().formatHex(Tokens.hash(html), 0, 12);
    this.route = route;
    this.seen = seen;
    this.plain = Body.of(bytes, etag);
  }

  String route() {
    return route;
  }

  void seen() {
    seen.run();
  }

  byte[] bytes() {
    return bytes;
  }

  Body plain() {
    return plain;
  }

  /** By gzip; packed when somebody asks for it first. */
  Body packed() {
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
