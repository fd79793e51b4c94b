package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.http.ClientAddress;
import stoa.base.http.ErrorAnswers;
import stoa.base.view.Urls;

/**
 * The one place that turns a refusal into a page. Whatever a member had written is on that page, to
 * be sent again, or waits for them behind the sign-in.
 */
public final class ErrorPages implements ErrorAnswers {
  /** Texts from one address that are kept, in an hour. */
  private static final int KEEPING = 30;

  private final Visits visits;
  private final Responder responder;
  private final RescuedForms keptForms;
  private final RateLimits rates;
  private final ClientAddress addresses;
  private final Cookies cookies;
  private final RateLimits.Rule keeping;

  public ErrorPages(
      Visits visits,
      Responder responder,
      RescuedForms keptForms,
      RateLimits rates,
      ClientAddress addresses,
      Cookies cookies) {
    this.visits = visits;
    this.responder = responder;
    this.keptForms = keptForms;
    this.rates = rates;
    this.addresses = addresses;
    this.cookies = cookies;
    this.keeping = rates.rule("kept_forms", KEEPING, Duration.ofHours(1));
  }

  @Override
  public void refused(Context context, Refusal refusal) {
    refused(visits.ofAnybody(context), request(context), refusal);
  }

  @Override
  public void failed(Context context, Throwable fault) {
    answer(visits.ofAnybody(context), request(context), HttpStatus.INTERNAL_SERVER_ERROR);
  }

  private Request request(Context context) {
    return new Request(context, addresses, cookies, false, Optional.empty());
  }

  void refused(Visit visit, Request request, Refusal refusal) {
    switch (refusal) {
      case Refusal.SignInNeeded() -> signIn(visit, request);
      case Refusal.Malformed(var why) -> answer(visit, request, HttpStatus.BAD_REQUEST, why);
      case Refusal.Forbidden(var why) -> answer(visit, request, HttpStatus.FORBIDDEN, why);
      case Refusal.NotFound() -> answer(visit, request, HttpStatus.NOT_FOUND);
      case Refusal.Gone() -> answer(visit, request, HttpStatus.GONE);
      case Refusal.TooLarge() -> {
        var status = HttpStatus.CONTENT_TOO_LARGE;
        responder.send(visit, request, page(status, text(status)));
      }
      case Refusal.TooFast(var retryAfter) -> {
        long seconds = retryAfter(request, retryAfter);
        var text = Message.of("error.tooFast", seconds);
        answer(visit, request, HttpStatus.TOO_MANY_REQUESTS, text);
      }
      case Refusal.Unavailable(var retryAfter) -> {
        if (!responder.sendStale(visit, request)) {
          long _ = retryAfter(request, retryAfter);
          answer(visit, request, HttpStatus.SERVICE_UNAVAILABLE);
        }
      }
    }
  }

  /** A form from another site: nothing in it is given back. */
  void foreign(Visit visit, Request request, Refusal refusal) {
    if (refusal instanceof Refusal.Forbidden(var why)) {
      responder.send(visit, request, page(HttpStatus.FORBIDDEN, why));
    }
  }

  /**
   * The form's token was made for another session. A member gets the form back, a guest signs in
   * first.
   */
  void formExpired(Visit visit, Request request) {
    if (visit.who() instanceof Viewer.Guest && rescued(request).isPresent()) {
      signIn(visit, request);
    } else {
      answer(visit, request, HttpStatus.FORBIDDEN, Message.of("kept.expired"));
    }
  }

  private void signIn(Visit visit, Request request) {
    String next = request.here();
    var form = writing(request);
    if (form.isPresent()) {
      Optional<String> kept = rescued(request).flatMap(text -> keep(request, text));
      if (kept.isEmpty()) {
        var page = RescuedForms.page(Message.of("kept.guest"), form.get());
        responder.send(visit, request, Answer.forbidden(page));
        return;
      }
      next = kept.get();
    }
    responder.send(
        visit, request, Answer.seeOther("/login?next=" + Urls.encoded(Urls.local(next))));
  }

  /** Where the text waits; empty where it cannot, and has to stay on the page. */
  private Optional<String> keep(Request request, RescuedForms.Kept form) {
    try {
      rates.take(keeping, request.client());
      return Optional.of(keptForms.keep(request, form));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private void answer(Visit visit, Request request, HttpStatus status) {
    answer(visit, request, status, text(status));
  }

  private void answer(Visit visit, Request request, HttpStatus status, Message text) {
    Answer.Page page =
        writing(request)
            .map(form -> Answer.page(RescuedForms.page(text, form)).status(status.getCode()))
            .orElseGet(() -> page(status, text));
    responder.send(visit, request, page);
  }

  /** What of it may wait, where the route says so. */
  private static Optional<RescuedForms.Kept> rescued(Request request) {
    return writing(request)
        .flatMap(form -> request.rescue().map(rescue -> rescue.of(form)))
        .filter(RescuedForms.Kept::hasText);
  }

  /** What the visitor wrote, where this is a form that they wrote something in. */
  private static Optional<RescuedForms.Kept> writing(Request request) {
    if (request.isGet() || !Guard.isForm(request.context())) {
      return Optional.empty();
    }
    try {
      var form = RescuedForms.of(request.path(), request.context().formParamMap());
      return form.hasText() ? Optional.of(form) : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // the body itself was what could not be read
    }
  }

  private static long retryAfter(Request request, Duration pause) {
    long seconds = pause.toSeconds() + 1;
    request.context().header("Retry-After", "" + seconds);
    return seconds;
  }

  private static Answer.Page page(HttpStatus status, Message text) {
    var title = Message.of("error." + status.getCode() + ".title");
    return Answer.page(new ErrorPage(status.getCode(), title, text)).status(status.getCode());
  }

  private static Message text(HttpStatus status) {
    return Message.of("error." + status.getCode() + ".text");
  }
}
