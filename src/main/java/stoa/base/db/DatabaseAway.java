package stoa.base.db;

import java.time.Duration;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * The database cannot be asked now: it is down, hangs, is full, or was left alone by its breaker.
 */
public final class DatabaseAway extends Refused {
  private static final long serialVersionUID = 1L;

  DatabaseAway(Duration retryAfter) {
    super(new Refusal.Unavailable(retryAfter));
  }
}
