package stoa.base.http;

import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * What the forum's listener does, by route pattern: never by path, which anybody could make
 * endless.
 */
final class HttpMetrics {
  /** OpenTelemetry's advice for http.server.request.duration. */
  private static final double[] BUCKETS = {
    .005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10
  };

  /** Nobody waits longer than half a second. */
  private static final double[] QUEUE_BUCKETS = {.001, .005, .01, .025, .05, .1, .25, .5};

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  static final String ROUTE = "stoa.route";

  private final Histogram duration;
  private final Histogram queue;
  private final Gauge active;
  private final Counter rejected;
  private final Gauge connections;

  HttpMetrics(CollectorRegistry registry) {
    duration =
        Histogram.build(
                "http_server_request_duration_seconds",
                "Requests, from the end of the header to the end of the answer.")
            .labelNames("method", "route", "status")
            .buckets(BUCKETS)
            .register(registry);
    queue =
        Histogram.build("forum_http_queue_seconds", "How long requests waited for their turn.")
            .buckets(QUEUE_BUCKETS)
            .register(registry);
    active =
        Gauge.build("http_server_active_requests", "Requests that are worked on or wait for it.")
            .register(registry);
    rejected =
        Counter.build(
                "forum_http_rejected_total",
                "Requests and connections refused before a handler could answer.")
            .labelNames("reason")
            .register(registry);
    connections = Gauge.build("forum_http_connections", "Open connections.").register(registry);
    for (var reason : Rejection.values()) {
      rejected.labels(reason.label()); // a rate needs a zero to start from
    }
  }

  /** Counts the request as active, and measures it when its answer has gone out. */
  void measure(Request request, Response response) {
    active.inc();
    Request.addCompletionListener(
        request,
        _ -> {
          active.dec();
          String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "_OTHER";
          String route = request.getAttribute(ROUTE) instanceof String known ? known : "none";
          double seconds = (System.nanoTime() - request.getHeadersNanoTime()) / 1e9;
          duration.labels(method, route, "" + response.getStatus()).observe(seconds);
        });
  }

  /** Lets {@link #measure} know which route has answered. */
  static void handled(Context context) {
    context.req().setAttribute(ROUTE, route(context));
  }

  static String route(Context context) {
    var endpoint = context.endpoints().matchedHttpEndpoint();
    return endpoint == null || endpoint.path.isEmpty() ? "none" : endpoint.path;
  }

  void queued(double seconds) {
    queue.observe(seconds);
  }

  void rejected(Rejection reason) {
    rejected.labels(reason.label()).inc();
  }

  void connectionOpened() {
    connections.inc();
  }

  void connectionClosed() {
    connections.dec();
  }
}
