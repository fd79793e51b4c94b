package stoa.base.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.base.config.Settings;
import stoa.base.runtime.Stoppable;

/**
 * The forum's listener: Jetty with a virtual thread a request, Javalin for the routes. The bounds
 * and why they are where they are: docs/rationale.md, "The edge".
 */
public final class HttpServer implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** With Jetty's default 9,000 connects took 93 s, with this 5,000 took 2 s. */
  private static final int ACCEPT_QUEUE = 1024;

  private static final int HEADERS = 8 * 1024;

  /**
   * Each connection would remember the headers that come over it, in a table of 100 KB with Jetty's
   * default: 1,500 busy connections took 150 MB of heap for that, and reading them anew could not
   * be told from noise.
   */
  private static final int HEADER_CACHE = 0;

  /** Whole pages, so that a slow reader waits in Jetty's buffers and not in a handler. */
  private static final int PAGE = 256 * 1024;

  /** Of memory beside the heap for pages that go out, kept for the next ones. */
  private static final int MOST_BUFFERED = 4 << 20;

  /**
   * Jetty keeps no buffers of more than 64 KB by itself: each answer took a page's room anew, which
   * the kernel and Java both fill with zeros.
   */
  private final ByteBufferPool buffers =
      new ArrayByteBufferPool(0, -1, PAGE, Integer.MAX_VALUE, MOST_BUFFERED, MOST_BUFFERED);

  /** At once, from a handler's result to Jetty's buffer. */
  private static final int COPIED = 8 * 1024;

  private final Settings settings;
  private final EdgeLimits limits;
  private final HttpMetrics metrics;
  private final BodyRoom bodyRoom;
  private final Executor virtualThreads;
  private final Function<Request, Optional<CachedAnswer>> copies;
  private final Javalin javalin;

  public HttpServer(
      Settings settings,
      Executor virtualThreads,
      CollectorRegistry registry,
      ErrorAnswers answers,
      Function<Request, Optional<CachedAnswer>> copies,
      Consumer<JavalinDefaultRoutingApi> routes) {
    this(
        settings,
        EdgeLimits.of(settings.http()),
        virtualThreads,
        registry,
        answers,
        copies,
        routes);
  }

  HttpServer(
      Settings settings,
      EdgeLimits limits,
      Executor virtualThreads,
      CollectorRegistry registry,
      ErrorAnswers answers,
      Function<Request, Optional<CachedAnswer>> copies,
      Consumer<JavalinDefaultRoutingApi> routes) {
    this.virtualThreads = virtualThreads;
    this.copies = copies;
    this.settings = settings;
    this.limits = limits;
    this.metrics = new HttpMetrics(registry);
    this.bodyRoom = new BodyRoom(limits, registry);
    this.javalin =
        Javalin.create(config -> {
          jetty(config);
          javalin(config);
          new Faults(answers, metrics).register(config);
          routes.accept(config.routes);
        });
  }

  private void jetty(JavalinConfig config) {
    config.jetty.threadPool = new JettyThreads(virtualThreads);
    config.jetty.modifyHttpConfiguration(this::http);
    config.jetty.addConnector(this::connector);
    config.jetty.modifyServer(this::server);
  }

  private void http(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(HEADERS);
    http.setHeaderCacheSize(HEADER_CACHE);
    http.setUriCompliance(UriCompliance.RFC3986); // allows nothing that could be read in two ways
    http.setIdleTimeout(limits.idle().toMillis());
    http.setOutputBufferSize(PAGE);
    http.setOutputAggregationSize(PAGE);
  }

  private Connector connector(Server server, HttpConfiguration http) {
    var connector =
        new ServerConnector(server, null, null, buffers, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.http().host());
    connector.setPort(settings.http().port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(limits.idle().toMillis());
    var addresses = addresses();
    connector.addBean(
        new AddressLimit(settings.http().connectionsPerAddress(), addresses, metrics));
    connector.addBean(new SlowHeaders(connector.getScheduler(), limits.wholeHeader(), metrics));
    connector.addBean(new NetworkConnectionLimit(settings.http().connectionsMax(), connector));
    open(connector);
    return connector;
  }

  private ClientAddress addresses() {
    return new ClientAddress(settings.http().trustedProxies(), settings.limits().exempt());
  }

  /** Before Javalin does, which logs a failure in its own words and leaves threads behind. */
  private static void open(ServerConnector connector) {
    try {
      connector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void server(Server server) {
    var headers = new SecurityHeaders(settings.site().secure(), settings.http().hstsSubdomains());
    server.setErrorHandler(new EdgeErrors(headers, metrics));
    server.setStopTimeout(settings.http().stopTimeout().toMillis());
    var busy = new BusyPage(metrics);
    var inFlight = new InFlight(server.getHandler(), limits, metrics, busy);
    var bodies = new CacheHandler.Bodies(limits.bodyMax(), bodyRoom, addresses());
    var front = new CacheHandler(inFlight, copies, virtualThreads, busy, bodies);
    server.setHandler(new Edge(new Draining(front), limits, headers, metrics));
  }

  private static void javalin(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false; // a thread that warns of a server not yet started
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Long.MAX_VALUE; // BoundedBody sees to that, before it is read
    config.http.responseBufferSize = COPIED; // else a buffer of PAGE for each response
    config.http.defaultContentType = "text/html; charset=utf-8";
    // Pages carry form tokens; compressed together with what a visitor chose they could be guessed
    // (BREACH).
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.ignoreTrailingSlashes = false;
    config.requestLogger.http((context, _) -> HttpMetrics.handled(context));
  }

  /**
   * Begins to listen.
   *
   * @throws StartFault where the address cannot be had
   */
  public void start() {
    try {
      javalin.start();
    } catch (RuntimeException e) {
      throw ListenFault.of(settings.http().host(), settings.http().port(), "http", e);
    }
  }

  /** The patterns of all pages that can be asked for. */
  public List<String> pages() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
        .map(endpoint -> endpoint.path)
        .toList();
  }

  /** The port that is listened on, also where 0 asked for any. */
  public int port() {
    return javalin.port();
  }

  /**
   * Takes no new connection, lets requests in flight finish, then closes. Those that have not
   * finished by the deadline, or within http.stop.timeout, are cut.
   */
  @Override
  public void stop(Deadline deadline) throws Exception {
    var server = javalin.jettyServer().server();
    long left = Math.min(deadline.left().toMillis(), settings.http().stopTimeout().toMillis());
    server.setStopTimeout(Math.max(1, left));
    try {
      server.stop(); // by Javalin it would be the same, and a cut request an error with its stack
    } catch (TimeoutException e) {
      LOG.warn("requests that had not finished within {} ms were cut", left);
    }
  }
}
