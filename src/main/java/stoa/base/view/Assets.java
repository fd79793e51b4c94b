package stoa.base.view;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import stoa.base.Refused;
import stoa.base.Tokens;

/**
 * The stylesheet, the script and the pictures: few, held in memory, named with their content's
 * hash.
 */
public final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "stoa.css", "text/css; charset=utf-8",
          "stoa.js", "text/javascript; charset=utf-8",
          "icons.svg", "image/svg+xml",
          "favicon.svg", "image/svg+xml");

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  /** Below a packet's size there is nothing to gain. */
  private static final int WORTH_PACKING = 1400;

  /** Assets carry their content's hash in the address, so a year is not too long. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** By any other address it may be another version's: an old server's, during an upgrade. */
  private static final String FOR_NOW = "public, no-cache";

  /**
   * A file as it is sent. Never compared, and its bytes never changed.
   *
   * @param packed the same by gzip; empty where that is not worth it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Asset(byte[] bytes, byte[] packed, String type, String etag) {}

  public Assets() {
    TYPES.forEach((name, type) -> assets.put(name, load(name, type)));
  }

  private static Asset load(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks assets/" + name);
      }
      byte[] bytes = in.readAllBytes();
      byte[] packed = bytes.length < WORTH_PACKING ? new byte[0] : packed(bytes);
      return new Asset(bytes, packed, type, hash(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String hash(byte[] bytes) {
    byte[] hash = Tokens.hash(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  public Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  /** Answers {@code /assets/{name}}. */
  public void answer(Context context) {
    var asset = find(context.pathParam("name")).orElseThrow(Refused::notFound);
    boolean packed = asset.packed().length > 0 && takesGzip(context.header("Accept-Encoding"));
    String etag = "\"" + asset.etag() + (packed ? "-gzip" : "") + "\"";
    context
        .header("Cache-Control", asset.etag().equals(context.queryParam("v")) ? FOR_EVER : FOR_NOW)
        .header("Vary", "Accept-Encoding")
        .header("ETag", etag);
    if (Etags.match(Collections.list(context.req().getHeaders("If-None-Match")), etag)) {
      context.status(304);
      return;
    }
    if (packed) {
      context.header("Content-Encoding", "gzip");
    }
    context.contentType(asset.type()).result(packed ? asset.packed() : asset.bytes());
  }

  public static boolean takesGzip(@Nullable String accepted) {
    if (accepted == null || accepted.startsWith("gzip,")) {
      return accepted != null; // as browsers say it
    }
    return Stream.of(accepted.split(","))
        .map(String::strip)
        .anyMatch(coding -> coding.matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
  }

  /** The address of an asset, which changes with its content. */
  String url(String name) {
    var asset = find(name).orElseThrow(() -> new IllegalArgumentException("no asset " + name));
    return "/assets/" + name + "?v=" + asset.etag();
  }
}
