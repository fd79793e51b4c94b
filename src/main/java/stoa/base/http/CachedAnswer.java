package stoa.base.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer that is at hand: sending it waits for nothing. */
public interface CachedAnswer {
  /** The pattern that it is counted under. */
  String route();

  void send(Request request, Response response, Callback callback);
}
