package stoa.search;

/** The index cannot do now what it was asked for. */
final class IndexFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexFault(String what) {
    super(what);
  }

  IndexFault(String what, Throwable cause) {
    super(what + ": " + cause, cause);
  }
}
