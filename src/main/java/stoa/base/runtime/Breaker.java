package stoa.base.runtime;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Stops asking a dependency that has failed more than five times in a row, so that nobody waits for
 * it in vain and it is not buried in calls while it comes back. After 30 s three calls may try.
 *
 * <p>Rows that are spread out do not count: a failure more than 10 s after the one before begins a
 * new row.
 */
public final class Breaker {
  private final CircuitBreaker circuit;
  private final long rowNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong lastFailure;

  /** It is open: nothing was called. */
  public static final class Open extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Open(String dependency) {
      super(dependency + " has failed too often and is left alone for a while", null, false, false);
    }
  }

  Breaker(CircuitBreaker circuit, Duration row, LongSupplier nanoTime) {
    this.circuit = circuit;
    this.rowNanos = row.toNanos();
    this.nanoTime = nanoTime;
    this.lastFailure = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * Calls the dependency.
   *
   * @throws Open at once while it is left alone
   */
  public <T> T call(Supplier<T> work) {
    Call call = begin();
    try {
      T result = work.get();
      call.succeeded();
      return result;
    } catch (Throwable e) {
      call.failed(e);
      throw e;
    }
  }

  /**
   * Begins a call whose end is reported later; one of the two methods must be called.
   *
   * @throws Open at once while it is left alone
   */
  public Call begin() {
    try {
      circuit.acquirePermission();
    } catch (CallNotPermittedException e) {
      throw new Open(circuit.getName());
    }
    return new Call(nanoTime.getAsLong());
  }

  /** Whether calls are refused now. */
  public boolean open() {
    return circuit.getState() == CircuitBreaker.State.OPEN;
  }

  /** One call. */
  public final class Call {
    private final long begun;

    private Call(long begun) {
      this.begun = begun;
    }

    public void succeeded() {
      circuit.onSuccess(nanoTime.getAsLong() - begun, TimeUnit.NANOSECONDS);
    }

    /** A fault that says nothing about the dependency counts as a success. */
    public void failed(Throwable fault) {
      long now = nanoTime.getAsLong();
      long before = lastFailure.getAndSet(now);
      if (circuit.getState() == CircuitBreaker.State.CLOSED && now - before > rowNanos) {
        circuit.reset();
      }
      circuit.onError(now - begun, TimeUnit.NANOSECONDS, fault);
    }
  }
}
