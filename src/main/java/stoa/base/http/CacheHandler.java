package stoa.base.http;

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
 * of their own, those with a body when it has come.
 */
final class CacheHandler extends Handler.Wrapper {
  private final InFlight next;
  private final Function<Request, Optional<CachedAnswer>> copies;
  private final Executor threads;
  private final BusyPage busy;
  private final Bodies bodies;

  /**
   * What is needed to take a body.
   *
   * @param most bytes in one
   * @param addresses whose it is
   */
  record Bodies(long most, BodyRoom room, ClientAddress addresses) {
    private BodyRoom.Share share(Request request) {
      var forwarded = request.getHeaders().getValues("X-Forwarded-For");
      String address = addresses.of(Request.getRemoteAddr(request), forwarded);
      return room.share(addresses.source(address).network());
    }
  }

  CacheHandler(
      InFlight next,
      Function<Request, Optional<CachedAnswer>> copies,
      Executor threads,
      BusyPage busy,
      Bodies bodies) {
    super(next);
    this.next = next;
    this.copies = copies;
    this.threads = threads;
    this.busy = busy;
    this.bodies = bodies;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<CachedAnswer> ready = copies.apply(request);
    if (ready.isPresent()) {
      request.setAttribute(HttpMetrics.ROUTE, ready.get().route());
      ready.get().send(request, response, callback);
    } else if (request.getHeaders().contains(BusyPage.BODY)) {
      takeBody(request, response, callback);
    } else {
      admit(request, response, callback, () -> goOn(request, response, callback));
    }
    return true;
  }

  private void admit(Request request, Response response, Callback callback, Runnable handling) {
    if (next.admits(request)) {
      threads.execute(handling);
    } else {
      busy.answer(request, response, callback);
    }
  }

  private void takeBody(Request request, Response response, Callback callback) {
    var room = bodies.share(request);
    Request.addCompletionListener(request, _ -> room.giveBack());
    new ComingBody(
            request,
            bodies.most(),
            room,
            whole -> admit(whole, response, callback, () -> goOn(whole, response, callback, room)),
            () -> Rejection.BODIES.answer(request, response, callback, 503))
        .read();
  }

  /** The body is done with before a slow reader has the answer. */
  private void goOn(Request request, Response response, Callback callback, BodyRoom.Share room) {
    try {
      goOn(request, response, callback);
    } finally {
      room.giveBack();
    }
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
