package stoa;

/** Turns arguments into a command and its exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
