package stoa.base.web;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends what is at hand on the thread that read the request, without a hop; it never waits. Where
 * there is no room in {@link InFlight} it says so there, too: in a rush a thread for each of those
 * who are turned away would cost those who are served. All other requests go on to a virtual thread
 * of their own.
 */
final class CopyServer extends Handler.Wrapper {
  private final InFlight next;
  private final Function<Request, Optional<Ready>> copies;
  private final Executor threads;
  private final BusyPage busy;

  CopyServer(
      InFlight next, Function<Request, Optional<Ready>> copies, Executor threads, BusyPage busy) {
    super(next);
    this.next = next;
    this.copies = copies;
    this.threads = threads;
    this.busy = busy;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<Ready> ready = copies.apply(request);
    if (ready.isPresent()) {
      request.setAttribute(HttpMetrics.ROUTE, ready.get().route());
      ready.get().send(request, response, callback);
    } else if (next.admits(request)) {
      threads.execute(() -> goOn(request, response, callback));
    } else {
      busy.answer(request, response, callback);
    }
    return true;
  }

  private void goOn(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable fault) { // as Jetty does where it calls handlers
      Response.writeError(request, response, callback, fault);
    }
  }
}
