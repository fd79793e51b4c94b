package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** A page did not turn out to be one that can be kept. */
final class NotKept extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotKept() {
    super(null, null, false, false);
  }

  /** Runs a handler where checked exceptions cannot pass. */
  static void handle(Handler handler, Context context) {
    try {
      handler.handle(context);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
