import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the packaged jar on made-up forums and prints what it finds as Markdown; in the same run
 * it measures the limits: the same bytes from a bare Jetty, the same statements by pgbench. Begun
 * by bench/run.sh.
 */
final class Bench {
  private final Options options;

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    new Bench(Options.of(arguments)).run();
  }

  private void run() throws Exception {
    System.out.println(Machine.line() + ".\n");
    System.out.println("Java flags: `" + String.join(" ", options.flags()) + "`\n");
    var medians = new ArrayList<Map<String, Double>>();
    for (int posts : options.posts()) {
      System.out.printf("### %,d posts%n%n", posts);
      var data = DataSet.of(posts);
      data.make();
      if (options.searching()) {
        data.index(options.jar());
      }
      if (options.has("collectors")) {
        new Collectors(data, options).run();
      } else if (!options.parts().isEmpty()) {
        medians.add(new Run(data, options).run());
      }
    }
    if (medians.size() > 1) {
      compare(medians.getFirst(), medians.getLast());
    }
  }

  private void compare(Map<String, Double> small, Map<String, Double> large) {
    List<Integer> posts = options.posts();
    System.out.printf(
        "p50 with %,d posts beside %,d:%n%n| page | ms | ms | ratio |%n|---|---|---|---|%n",
        posts.getLast(), posts.getFirst());
    small.forEach((page, before) -> {
      Double after = large.get(page);
      if (after != null) {
        System.out.printf("| %s | %.2f | %.2f | %.2f |%n", page, before, after, after / before);
      }
    });
  }
}
