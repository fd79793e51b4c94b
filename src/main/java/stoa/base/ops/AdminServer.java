package stoa.base.ops;

import io.prometheus.client.CollectorRegistry;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.base.config.Settings;
import stoa.base.http.ListenFault;
import stoa.base.runtime.Stoppable;

/**
 * The second listener: metrics and health, with a few threads of its own that share nothing with
 * the forum's virtual ones, so that it answers when the forum is too busy to. It reads what others
 * measured and asks nobody anything during a scrape.
 */
public final class AdminServer implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  /** One accepts, one selects, the others answer; a scraper uses one connection. */
  private static final int THREADS = 6;

  private final Settings.Admin settings;
  private final Server server;
  private final ServerConnector connector;

  public AdminServer(Settings.Admin settings, CollectorRegistry registry, Health health) {
    this.settings = settings;
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("admin");
    this.server = new Server(threads);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(30_000);
    server.addConnector(connector);
    server.setErrorHandler(new AdminErrors());
    server.setHandler(new GracefulHandler(new AdminPages(registry, health)));
  }

  /**
   * Begins to listen.
   *
   * @throws StartFault where the address cannot be had
   */
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      stopQuietly();
      throw ListenFault.of(settings.host(), settings.port(), "admin", e);
    }
  }

  private void stopQuietly() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.debug("the admin listener did not stop cleanly after it could not start", e);
    }
  }

  /** The port that is listened on, also where 0 asked for any. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void stop(Deadline deadline) throws Exception {
    server.setStopTimeout(Math.max(1, deadline.left().toMillis()));
    server.stop();
  }
}
