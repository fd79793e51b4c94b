package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * The one place that turns a refusal into a page. Whatever a member had written is on that page, to
 * be sent again, or waits for him behind the sign-in.
 */
public final class SiteAnswers implements Answers {
  static final RateLimits.Rule KEEPING = new RateLimits.Rule("kept_forms", 30, Duration.ofHours(1));

  private final Site site;
  private final KeptForms keptForms;
  private final RateLimits rates;
  private final ClientAddress addresses;

  public SiteAnswers(Site site, KeptForms keptForms, RateLimits rates, ClientAddress addresses) {
    this.site = site;
    this.keptForms = keptForms;
    this.rates = rates;
    this.addresses = addresses;
  }

  /** The rule that this needs {@link RateLimits} to know. */
  public static RateLimits.Rule rule() {
    return KEEPING;
  }

  @Override
  public void refused(Context context, Refusal refusal) {
    knowVisitor(context);
    switch (refusal) {
      case Refusal.SignInNeeded() -> signIn(context);
      case Refusal.Malformed(var why) -> answer(context, HttpStatus.BAD_REQUEST, why);
      case Refusal.Forbidden(var why) -> answer(context, HttpStatus.FORBIDDEN, why);
      case Refusal.NotFound() -> answer(context, HttpStatus.NOT_FOUND, text(HttpStatus.NOT_FOUND));
      case Refusal.Gone() -> answer(context, HttpStatus.GONE, text(HttpStatus.GONE));
      case Refusal.TooLarge() ->
          site.show(
              context,
              HttpStatus.CONTENT_TOO_LARGE,
              page(HttpStatus.CONTENT_TOO_LARGE, text(HttpStatus.CONTENT_TOO_LARGE)));
      case Refusal.TooFast(var retryAfter) -> {
        long seconds = retryAfter(context, retryAfter);
        answer(context, HttpStatus.TOO_MANY_REQUESTS, Message.of("error.tooFast", seconds));
      }
      case Refusal.Unavailable(var retryAfter) -> {
        if (site.showCopy(context)) {
          return;
        }
        var _ = retryAfter(context, retryAfter);
        answer(context, HttpStatus.SERVICE_UNAVAILABLE, text(HttpStatus.SERVICE_UNAVAILABLE));
      }
    }
  }

  @Override
  public void failed(Context context, Throwable fault) {
    knowVisitor(context);
    answer(context, HttpStatus.INTERNAL_SERVER_ERROR, text(HttpStatus.INTERNAL_SERVER_ERROR));
  }

  /**
   * The form's token was made for another session. A member gets their form back, a guest signs in
   * first.
   */
  void formExpired(Context context) {
    knowVisitor(context);
    if (site.visit(context).viewer() instanceof stoa.base.Viewer.Guest
        && rescued(context).isPresent()) {
      signIn(context);
    } else {
      answer(context, HttpStatus.FORBIDDEN, Message.of("kept.expired"));
    }
  }

  private void signIn(Context context) {
    String next = "/";
    var form = writing(context);
    if (form.isPresent()) {
      Optional<String> kept = rescued(context).flatMap(text -> keep(context, text));
      if (kept.isEmpty()) {
        site.show(
            context, HttpStatus.FORBIDDEN, KeptForms.page(Message.of("kept.guest"), form.get()));
        return;
      }
      next = kept.get();
    } else if (context.method().name().equals("GET")) {
      String query = context.queryString();
      next = context.req().getRequestURI() + (query == null ? "" : "?" + query);
    }
    site.seeOther(context, "/login?next=" + Urls.encoded(Urls.local(next)));
  }

  /** Where the text waits; empty where it cannot, and has to stay on the page. */
  private Optional<String> keep(Context context, KeptForms.Kept form) {
    try {
      rates.take(KEEPING, addresses.of(context));
      return Optional.of(keptForms.keep(context, form));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private void answer(Context context, HttpStatus status, Message text) {
    View view =
        writing(context)
            .<View>map(form -> KeptForms.page(text, form))
            .orElseGet(() -> page(status, text));
    site.show(context, status, view);
  }

  /** What of it may wait, where the route says so. */
  private static Optional<KeptForms.Kept> rescued(Context context) {
    return writing(context)
        .flatMap(form -> Rescue.at(context).map(rescue -> rescue.of(form)))
        .filter(KeptForms.Kept::hasText);
  }

  /** What the visitor wrote, where this is a form that they wrote something in. */
  private static Optional<KeptForms.Kept> writing(Context context) {
    if (!context.method().name().equals("POST")
        || !Guard.isForm(context)
        || context.attribute(Guard.FOREIGN) != null) {
      return Optional.empty();
    }
    try {
      var form = KeptForms.of(context.path(), context.formParamMap());
      return form.hasText() ? Optional.of(form) : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // the body itself was what could not be read
    }
  }

  private void knowVisitor(Context context) {
    try {
      var _ = site.visit(context);
    } catch (RuntimeException e) {
      site.assumeGuest(context); // the database is away, and that may be what is to be told
    }
  }

  private static long retryAfter(Context context, Duration pause) {
    long seconds = pause.toSeconds() + 1;
    context.header("Retry-After", "" + seconds);
    return seconds;
  }

  private static ErrorPage page(HttpStatus status, Message text) {
    return new ErrorPage(
        status.getCode(), Message.of("error." + status.getCode() + ".title"), text);
  }

  private static Message text(HttpStatus status) {
    return Message.of("error." + status.getCode() + ".text");
  }
}
