package stoa.base.cache;

/**
 * For a member who has just changed something, maybe on another server: that one has dropped what
 * all servers share before it answered them, but what this one has made for itself before ends only
 * when it receives the change. So they get none of that.
 */
public final class ReadYourWrites {
  private static final ScopedValue<Boolean> WANTED = ScopedValue.newInstance();

  private ReadYourWrites() {}

  /** Does the work without what this server has made for itself before. */
  public static <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(WANTED, true).call(work);
  }

  static boolean wanted() {
    return WANTED.isBound();
  }
}
