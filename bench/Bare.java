import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@link BareJetty} in a process of its own, for all rows of a run. */
final class Bare implements AutoCloseable {
  private final Process process;
  private final String site;

  Bare(Path jar) throws IOException {
    process =
        new ProcessBuilder(Site.java(), "-cp", jar.toString(), "bench/BareJetty.java")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    site = process.inputReader().readLine();
    if (site == null) {
      throw new IllegalStateException("the bare Jetty does not start");
    }
  }

  /** Answers a second with so many bytes, asked with the same cookies. */
  double rate(Wrk wrk, int size, List<Wrk.Ask> like, int seconds)
      throws IOException, InterruptedException {
    var asks = like.stream().map(ask -> new Wrk.Ask("/" + size, ask.cookie())).distinct().toList();
    return wrk.get(site, asks, seconds).rate();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
