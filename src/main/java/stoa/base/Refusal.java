package stoa.base;

import java.time.Duration;

/**
 * Every way in which a request ends early. One place, {@code base.web.ErrorPages}, maps it to HTTP.
 */
public sealed interface Refusal {
  /** 400: the request itself is broken. */
  record Malformed(Message why) implements Refusal {}

  /** 303 to the sign-in page, with a way back. */
  record SignInNeeded() implements Refusal {}

  /** 403. */
  record Forbidden(Message why) implements Refusal {}

  /** 404. */
  record NotFound() implements Refusal {}

  /** 410: it was here and was removed on purpose. */
  record Gone() implements Refusal {}

  /** 413. */
  record TooLarge() implements Refusal {}

  /** 429 with Retry-After. */
  record TooFast(Duration retryAfter) implements Refusal {}

  /** 503 with Retry-After: the server or something that it needs is too busy or away. */
  record Unavailable(Duration retryAfter) implements Refusal {}
}
