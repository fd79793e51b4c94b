import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What a forum has used up so far: of two of them the difference is what lay between.
 *
 * @param at {@link System#nanoTime}
 * @param allocated bytes in the JVM
 * @param jvm seconds of processor time
 * @param postgres the same, of all its processes
 */
record Costs(
    long at,
    double allocated,
    double statements,
    double hits,
    double misses,
    double jvm,
    double postgres) {

  static Costs of(Site site) throws IOException, InterruptedException {
    Map<String, Double> figures = site.figures();
    return new Costs(
        System.nanoTime(),
        sum(figures, "jvm_allocated_bytes_total", ""),
        sum(figures, "forum_db_statement_duration_seconds_count", ""),
        sum(figures, "forum_cache_requests_total", "result=\"hit\""),
        sum(figures, "forum_cache_requests_total", "result=\"miss\""),
        seconds(site.process(), 2),
        site.process().descendants().mapToDouble(process -> seconds(process, 4)).sum());
  }

  /** Over all labels that contain a text. */
  static double sum(Map<String, Double> figures, String name, String label) {
    return figures.entrySet().stream()
        .filter(figure -> figure.getKey().equals(name) || figure.getKey().startsWith(name + "{"))
        .filter(figure -> figure.getKey().contains(label))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /**
   * From hundredths of a second, as Linux counts; proc(5).
   *
   * @param counts 2 for the process itself, 4 with its children that have ended
   */
  static double seconds(ProcessHandle process, int counts) {
    try {
      String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Arrays.stream(fields).skip(11).limit(counts).mapToLong(Long::parseLong).sum() / 100.0;
    } catch (IOException e) {
      return 0; // it has ended meanwhile
    }
  }

  Costs since(Costs before) {
    return new Costs(
        at - before.at,
        allocated - before.allocated,
        statements - before.statements,
        hits - before.hits,
        misses - before.misses,
        jvm - before.jvm,
        postgres - before.postgres);
  }

  String hitRatio() {
    return hits + misses == 0 ? "–" : String.format("%.3f", hits / (hits + misses));
  }
}
