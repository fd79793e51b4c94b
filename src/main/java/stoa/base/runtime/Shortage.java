package stoa.base.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether something has just had no room. It is remembered for some seconds, so that whoever asks
 * now and then hears of it, and then until there is room again.
 */
public final class Shortage {
  private static final Duration AT_LEAST = Duration.ofSeconds(10);

  private final AtomicReference<@Nullable Lack> lack = new AtomicReference<>();

  private record Lack(String why, long at) {}

  /** It has just been so. */
  public void found(String why) {
    lack.set(new Lack(why, System.nanoTime()));
  }

  /**
   * Asks; for health.
   *
   * @param enough whether there is room again; only asked after a shortage
   * @throws IllegalStateException saying what there is no room for
   */
  public void check(BooleanSupplier enough) {
    var last = lack.get();
    if (last == null) {
      return;
    }
    if (System.nanoTime() - last.at() < AT_LEAST.toNanos() || !enough.getAsBoolean()) {
      throw new IllegalStateException(last.why());
    }
    lack.compareAndSet(last, null);
  }
}
