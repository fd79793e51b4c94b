package stoa.base;

/**
 * Carries a {@link Refusal} to the one place that answers it. An expected end, so without a stack
 * trace.
 */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
