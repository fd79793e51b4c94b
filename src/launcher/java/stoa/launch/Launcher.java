package stoa.launch;

/**
 * The jar's main class, compiled for Java 8: it says in one line what is needed where the Java that
 * runs it is too old, instead of a stack trace about class file versions.
 */
public final class Launcher {
  private static final int NEEDED = 25;

  private Launcher() {}

  public static void main(String[] args) throws Throwable {
    int found = major(System.getProperty("java.specification.version", "0"));
    if (found < NEEDED) {
      System.err.println(
          "stoa: needs Java "
              + NEEDED
              + " or newer, but this is Java "
              + System.getProperty("java.version")
              + " ("
              + System.getProperty("java.home")
              + "); run it with a newer java, or use ./run.sh, which looks for one.");
      System.exit(2);
    }
    Class.forName("stoa.Main").getMethod("main", String[].class).invoke(null, (Object) args);
  }

  /** "1.8" is 8, "17" is 17. */
  static int major(String version) {
    String number = version.startsWith("1.") ? version.substring(2) : version;
    try {
      return Integer.parseInt(number.split("\\.")[0]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
