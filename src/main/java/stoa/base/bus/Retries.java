package stoa.base.bus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often an effect that fails is tried and when: after 1, 5, 30 and 120 s, each up to a half
 * longer or shorter, so that what failed together does not come back together. Then it is parked:
 * what has failed for three minutes needs a person.
 *
 * @param first the first pause; the others keep their ratio to it
 */
record Retries(Duration first) {
  private static final List<Integer> STEPS = List.of(1, 5, 30, 120);

  boolean exhausted(int failures) {
    return failures > STEPS.size();
  }

  Duration pause(int failures) {
    int step = STEPS.get(Math.min(failures, STEPS.size()) - 1);
    return jittered(first.multipliedBy(step));
  }

  /** While something that all effects need is away: not counted, and never longer than 10 s. */
  Duration whileAway() {
    return jittered(Duration.ofSeconds(5));
  }

  private static Duration jittered(Duration pause) {
    double factor = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
    return Duration.ofNanos(Math.round(pause.toNanos() * factor));
  }
}
