package stoa.base.http;

import java.util.Locale;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Why a request or a connection was refused before a handler could answer it. */
enum Rejection {
  QUEUE_FULL,
  BODIES,
  DRAINING,
  MALFORMED,
  METHOD,
  ENCODING,
  BODY_TOO_LARGE,
  SLOW,
  PER_ADDRESS;

  static final String ATTRIBUTE = "stoa.rejection";

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Answers with a small page; {@link EdgeErrors} writes and counts it. */
  void answer(Request request, Response response, Callback callback, int status) {
    request.setAttribute(ATTRIBUTE, this);
    Response.writeError(request, response, callback, status);
  }
}
