package stoa.base.db;

import java.time.Duration;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * The database cannot be asked now: it is down, hangs, is full, or was left alone by its breaker.
 */
public final class DatabaseAway extends Refused {
  private static final long serialVersionUID = 1L;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  public DatabaseAway() {
    super(new Refusal.Unavailable(RETRY_AFTER));
  }
}
