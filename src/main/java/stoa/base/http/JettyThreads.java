package stoa.base.http;

import java.util.concurrent.Executor;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty's own threads: those that accept and select, and spare ones. Pages are made on virtual
 * threads. When such a page has gone out, its connection looks for the next request; Jetty would
 * wake one of these threads for that. It waits for nothing, so it goes on where it is.
 */
final class JettyThreads extends QueuedThreadPool {
  private static final int MOST = 16;
  private static final int LEAST = 4;

  JettyThreads(Executor virtualThreads) {
    super(MOST, LEAST);
    setName("jetty");
    setVirtualThreadsExecutor(virtualThreads);
  }

  @Override
  public void execute(Runnable job) {
    if (job instanceof HttpConnection && Thread.currentThread().isVirtual()) {
      job.run();
    } else {
      super.execute(job);
    }
  }
}
