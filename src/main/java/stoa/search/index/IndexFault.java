package stoa.search.index;

/** The index cannot do now what it was asked for. */
public final class IndexFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IndexFault(String what) {
    super(what);
  }

  public IndexFault(String what, Throwable cause) {
    super(what + ": " + cause, cause);
  }
}
