import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where and on what it was measured, without which no figure means anything. */
final class Machine {
  private Machine() {}

  static String line() throws IOException, InterruptedException {
    return "%d cores (%s), %s of memory, %s %s, Java %s; commit %s; load before it began %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field("/proc/cpuinfo", "model name"),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version(),
            commit(),
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  private static String memory() throws IOException {
    long kilobytes = Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", ""));
    return Math.round(kilobytes / 1024.0 / 1024) + " GB";
  }

  private static String field(String file, String name) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("?");
    }
  }

  private static String commit() throws IOException, InterruptedException {
    String id = said("git", "rev-parse", "--short=10", "HEAD");
    boolean clean = said("git", "status", "--porcelain", "--untracked-files=no").isEmpty();
    return id + (clean ? "" : " and what is not committed");
  }

  private static String said(String... command) throws IOException, InterruptedException {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor() == 0 ? said : "?";
    } catch (IOException e) {
      return "?"; // no git here
    }
  }
}
