import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is asked for; bench/run.sh explains it.
 *
 * @param flags of the JVM, as run.sh starts it
 * @param searching whether a search index is made, which takes longer than the forum
 * @param parts what is measured
 */
record Options(
    Path jar,
    List<String> flags,
    boolean quick,
    boolean searching,
    Set<String> parts,
    List<Integer> posts) {
  private static final Set<String> PARTS =
      Set.of(
          "pages",
          "uncached",
          "replies",
          "overload",
          "idle",
          "soak",
          "restart",
          "nodes",
          "private");

  /** Several servers take as long as half of all others, and a soak is nothing in a minute. */
  private static final Set<String> QUICK_PARTS =
      Set.of("pages", "uncached", "replies", "overload", "idle", "restart");

  static Options of(String[] arguments) {
    boolean quick = List.of(arguments).contains("--quick");
    boolean searching = true;
    Set<String> parts = quick ? QUICK_PARTS : PARTS;
    var posts = new ArrayList<Integer>();
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      switch (argument) {
        case "--quick" -> {
          // known already
        }
        case "--no-search" -> searching = false;
        case "--collectors" -> parts = Set.of("collectors");
        case "--load" -> parts = Set.of();
        default -> {
          if (argument.startsWith("--only=")) {
            parts = Set.of(argument.substring(7).split(","));
          } else {
            posts.add(Integer.parseInt(argument));
          }
        }
      }
    }
    if (posts.isEmpty()) {
      posts.add(100_000);
    }
    return new Options(
        Path.of(arguments[0]),
        List.of(arguments[1].strip().split(" +")),
        quick,
        searching,
        parts,
        posts);
  }

  Pace pace() {
    return quick ? Pace.QUICK : Pace.FULL;
  }

  boolean has(String part) {
    return parts.contains(part);
  }
}
