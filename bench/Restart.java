import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** From the start of the process to its first pages, and how quick those after them are. */
final class Restart {
  private final DataSet data;
  private final Options options;

  Restart(DataSet data, Options options) {
    this.data = data;
    this.options = options;
  }

  /**
   * @param topic a topic's address
   */
  void run(String topic) throws IOException, InterruptedException {
    var pages =
        List.of(
            "/b/board-2",
            "/latest",
            topic + "?x=1",
            "/b/board-3",
            "/u/Member7",
            "/top",
            "/",
            topic);
    int times = options.pace().restarts();
    double[] first = new double[times];
    double[] firstTopic = new double[times];
    double[][] others = new double[pages.size()][times];
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      try (var site = new Site(options.jar(), data, options.flags())) {
        first[i] = (site.first("/") - begun) / 1e9;
        firstTopic[i] = (site.first(topic) - begun) / 1e9;
        for (int page = 0; page < pages.size(); page++) {
          long asked = System.nanoTime();
          site.get(pages.get(page), "");
          others[page][i] = (System.nanoTime() - asked) / 1e6;
        }
      }
    }
    String then =
        Arrays.stream(others)
            .map(one -> String.format("%.0f", median(one)))
            .collect(Collectors.joining(", "));
    System.out.printf(
        "Restart, median of %d: the index after %.2f s (at most %.2f), then a topic after %.2f s; the 3rd to 10th page took %s ms.%n%n",
        times, median(first), Arrays.stream(first).max().orElse(0), median(firstTopic), then);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
