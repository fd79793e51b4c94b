package stoa.base.http;

import io.javalin.http.Context;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names a request, on its error page and in the log, so that the one leads to the other. A visitor
 * cannot choose it: what comes in under that header is ignored.
 */
public final class RequestId {
  static final String ATTRIBUTE = "stoa.request-id";
  static final String HEADER = "X-Request-Id";

  /** No i, l, o, u: it is read aloud and typed from a picture. */
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private RequestId() {}

  /** Twenty digits, 100 random bits, which nobody has to guess, only to tell apart. */
  static String make() {
    var random = ThreadLocalRandom.current();
    char[] id = new char[20];
    for (int half = 0; half < 20; half += 10) {
      long bits = random.nextLong();
      for (int i = 0; i < 10; i++, bits >>>= 5) {
        id[half + i] = DIGITS[(int) bits & 31];
      }
    }
    return new String(id);
  }

  /** Empty only where the request did not come through {@link HttpServer}. */
  public static String of(Context context) {
    return context.req().getAttribute(ATTRIBUTE) instanceof String id ? id : "";
  }
}
