package stoa.base;

/**
 * Why a command cannot go on, in one line that tells the operator what to do. {@code Main} prints
 * the line without a stack trace and exits with 1.
 */
public final class StartFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFault(String line) {
    super(line);
  }

  public StartFault(String line, Throwable cause) {
    super(line, cause);
  }
}
