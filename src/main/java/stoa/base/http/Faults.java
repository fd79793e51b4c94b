package stoa.base.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;

/** Turns what a handler threw into an answer; a fault of ours is logged, once, with its request. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final ErrorAnswers answers;
  private final HttpMetrics metrics;

  Faults(ErrorAnswers answers, HttpMetrics metrics) {
    this.answers = answers;
    this.metrics = metrics;
  }

  void register(JavalinConfig config) {
    config.routes.exception(
        Refused.class, (refused, context) -> refused(context, refused.refusal()));
    config.routes.exception(MethodNotAllowedResponse.class, Faults::wrongMethod);
    config.routes.exception(HttpResponseException.class, this::ended);
    config.routes.exception(Exception.class, this::thrown);
    config.router.javaLangErrorHandler(Faults::failedBadly);
  }

  private void refused(Context context, Refusal refusal) {
    answer(context, () -> answers.refused(context, refusal));
  }

  private void failed(Context context, Exception fault) {
    LOG.error(
        "request {} failed: {} {}",
        RequestId.of(context),
        context.method().name(),
        HttpMetrics.route(context),
        fault);
    answer(context, () -> answers.failed(context, fault));
  }

  /** What Javalin ends a request with. */
  private void ended(HttpResponseException end, Context context) {
    int status = end.getStatus();
    if (status / 100 != 4) {
      failed(context, end);
      return;
    }
    refused(
        context,
        switch (status) {
          case 404 -> new Refusal.NotFound();
          case 413 -> new Refusal.TooLarge();
          default -> malformed();
        });
  }

  private static void wrongMethod(MethodNotAllowedResponse refused, Context context) {
    String known = String.join(", ", refused.getDetails().values());
    context.header("Allow", known.replaceFirst("\\bGET\\b", "GET, HEAD"));
    small(context, 405);
  }

  private void thrown(Exception fault, Context context) {
    Optional<HttpException> broken = brokenMessage(fault);
    if (broken.isPresent()) {
      broken(context, broken.get().getCode());
    } else if (causes(fault).anyMatch(EOFException.class::isInstance)) {
      broken(context, 400); // the visitor went away while sending, nobody reads the answer
    } else {
      failed(context, fault);
    }
  }

  /**
   * ErrorAnswers a body that cannot be read. What follows on this connection cannot be told from
   * the rest of it, and whoever sends such things gets no page that costs a query.
   */
  private void broken(Context context, int code) {
    context.header("Connection", "close");
    int status = code / 100 == 4 ? code : 400;
    switch (status) {
      case 413 -> {
        metrics.rejected(Rejection.BODY_TOO_LARGE);
        refused(context, new Refusal.TooLarge());
      }
      case 408 -> {
        metrics.rejected(Rejection.SLOW);
        small(context, status);
      }
      default -> {
        metrics.rejected(Rejection.MALFORMED);
        small(context, status);
      }
    }
  }

  private static Refusal malformed() {
    return new Refusal.Malformed(Message.of("error.400.text"));
  }

  private static void answer(Context context, Runnable page) {
    try {
      page.run();
    } catch (Exception e) { // Kotlin code below throws checked ones too
      LOG.error("request {} has no error page", RequestId.of(context), e);
      small(context, 500);
    }
  }

  private static void small(Context context, int status) {
    context.status(status).contentType(EdgePage.TYPE).result(EdgePage.of(status));
  }

  /** The stack or the heap ran out, or a class is missing: little can be trusted to work now. */
  private static void failedBadly(HttpServletResponse response, Error error) {
    LOG.error("request {} failed", response.getHeader(RequestId.HEADER), error);
    try {
      response.setContentType(EdgePage.TYPE);
      response.getOutputStream().print(EdgePage.of(500));
    } catch (IOException e) {
      LOG.debug("the visitor went away", e);
    }
  }

  private static Optional<HttpException> brokenMessage(Throwable fault) {
    return causes(fault)
        .filter(HttpException.class::isInstance)
        .map(HttpException.class::cast)
        .findFirst();
  }

  /** The fault and its causes, at most ten, since a chain may close into a ring. */
  private static Stream<Throwable> causes(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(10);
  }
}
