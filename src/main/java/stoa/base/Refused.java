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

  /** There is no such thing, or none for who asks. */
  public static Refused notFound() {
    return new Refused(new Refusal.NotFound());
  }

  public Refusal refusal() {
    return refusal;
  }
}
