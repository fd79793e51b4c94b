package stoa.base.http;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.Refusal;
import stoa.base.config.Network;
import stoa.base.config.Settings;
import stoa.base.runtime.Tasks;

/** The real listener on a free port, with the routes of one test. */
public final class TestEdge implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Open at one time, in all. */
  static final int CONNECTIONS = 20;

  static final EdgeLimits LIMITS =
      new EdgeLimits(
          64,
          256,
          Duration.ofMillis(100),
          64,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          100,
          Duration.ofSeconds(60),
          4096);

  final CollectorRegistry registry = new CollectorRegistry();

  /** The threads that read requests, in their order. */
  final List<Thread> readers = new CopyOnWriteArrayList<>();

  final HttpServer server;
  final int port;
  public final HttpClient client = HttpClient.newHttpClient();

  public TestEdge(Consumer<JavalinDefaultRoutingApi> routes) {
    this(LIMITS, settings("http://localhost", 100, List.of()), routes);
  }

  public TestEdge(EdgeLimits limits, Consumer<JavalinDefaultRoutingApi> routes) {
    this(limits, settings("http://localhost", 100, List.of()), routes);
  }

  public TestEdge(EdgeLimits limits, Settings settings, Consumer<JavalinDefaultRoutingApi> routes) {
    this(limits, settings, threads -> threads, routes);
  }

  /**
   * @param between hands on what is to be done on a thread of its own
   */
  public TestEdge(
      EdgeLimits limits,
      Settings settings,
      UnaryOperator<Executor> between,
      Consumer<JavalinDefaultRoutingApi> routes) {
    server =
        new HttpServer(
            settings,
            limits,
            between.apply(new Tasks(registry).virtualThreads("http")),
            registry,
            new PlainAnswers(),
            _ -> {
              readers.add(Thread.currentThread());
              return Optional.empty();
            },
            routes);
    server.start();
    port = server.port();
  }

  static Settings settings(String url, int perAddress, List<Network> proxies) {
    var all = Settings.defaults();
    var http = http("127.0.0.1", 0, perAddress, proxies);
    var site = new Settings.Site(URI.create(url), "Stoa", Locale.ENGLISH);
    return all.with(http, site);
  }

  static Settings.Http http(String host, int port, int perAddress, List<Network> proxies) {
    return new Settings.Http(
        host,
        port,
        proxies,
        64,
        CONNECTIONS,
        perAddress,
        4096,
        1 << 20,
        Duration.ofSeconds(20),
        false);
  }

  /** ErrorAnswers with the refusal's name, so that a test sees which it was. */
  static final class PlainAnswers implements ErrorAnswers {
    @Override
    public void refused(Context context, Refusal refusal) {
      int status =
          switch (refusal) {
            case Refusal.Malformed _ -> 400;
            case Refusal.SignInNeeded _ -> 303;
            case Refusal.Forbidden _ -> 403;
            case Refusal.NotFound _ -> 404;
            case Refusal.Gone _ -> 410;
            case Refusal.TooLarge _ -> 413;
            case Refusal.TooFast _ -> 429;
            case Refusal.Unavailable _ -> 503;
          };
      context.status(status).result("refused: " + refusal.getClass().getSimpleName());
    }

    @Override
    public void failed(Context context, Throwable fault) {
      if ("unspeakable".equals(fault.getMessage())) {
        throw new IllegalStateException("the error page fails too");
      }
      context.status(500).result("failed: " + RequestId.of(context));
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  RawClient raw() throws IOException {
    return new RawClient(port);
  }

  double rejected(Rejection reason) {
    return sample(
        "forum_http_rejected_total", new String[] {"reason"}, new String[] {reason.label()});
  }

  double sample(String name, String[] labels, String[] values) {
    @Nullable Double value = registry.getSampleValue(name, labels, values);
    return Optional.ofNullable(value).orElse(0.0);
  }

  /** How often that route has answered so. */
  double answered(String method, String route, String status) {
    return sample(
        "http_server_request_duration_seconds_count",
        new String[] {"method", "route", "status"},
        new String[] {method, route, status});
  }

  @Override
  public void close() throws Exception {
    client.shutdownNow();
    server.stop(Deadline.in(Duration.ofSeconds(5)));
  }
}
