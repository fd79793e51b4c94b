package stoa.base.ops;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the admin listener shows: figures, and whether the forum lives and is ready. */
final class AdminPages extends Handler.Abstract {
  private static final Pattern LITERAL_ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*\\]?");
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  private final CollectorRegistry registry;
  private final Health health;

  AdminPages(CollectorRegistry registry, Health health) {
    this.registry = registry;
    this.health = health;
  }

  private record Answer(int status, String type, String body) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var headers = response.getHeaders();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    var answer = answer(request, response);
    response.setStatus(answer.status());
    headers.put(HttpHeader.CONTENT_TYPE, answer.type());
    response.write(true, StandardCharsets.UTF_8.encode(answer.body()), callback);
    return true;
  }

  private Answer answer(Request request, Response response) throws IOException {
    if (isForeignName(request)) {
      return new Answer(421, TEXT, "not for this host name; use localhost or an address\n");
    }
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      return new Answer(405, TEXT, "GET only\n");
    }
    return switch (Request.getPathInContext(request)) {
      case "/metrics" -> metrics(request.getHeaders().get(HttpHeader.ACCEPT));
      case "/health/live" -> new Answer(200, JSON, "{\"status\":\"up\"}\n");
      case "/health/ready" -> new Answer(health.ready() ? 200 : 503, JSON, health.json());
      default -> new Answer(404, TEXT, "/metrics, /health/live or /health/ready\n");
    };
  }

  private Answer metrics(@Nullable String accept) throws IOException {
    String type = TextFormat.chooseContentType(accept == null ? "" : accept);
    var text = new StringWriter();
    TextFormat.writeFormat(type, text, registry.metricFamilySamples());
    return new Answer(200, type, text.toString());
  }

  /**
   * A web page whose own name was made to point at this machine (DNS rebinding) runs in a browser
   * here and must not read this. On other addresses scrapers come by whatever name they know.
   */
  private static boolean isForeignName(Request request) {
    String host = Request.getServerName(request);
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return cameOverLoopback(request)
        && !name.equals("localhost")
        && !LITERAL_ADDRESS.matcher(name).matches();
  }

  private static boolean cameOverLoopback(Request request) {
    return request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress here
        && here.getAddress().isLoopbackAddress();
  }
}
