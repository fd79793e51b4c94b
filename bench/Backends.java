import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stoa.base.Deadline;
import stoa.base.db.EmbeddedPostgres;

/** A data set's PostgreSQL, a Redis and a NATS, for several servers. */
final class Backends implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DataSet data;
  private final EmbeddedPostgres postgres;
  private final ProcessHandle postmaster;
  private final int redisPort = Site.freePort();
  private final int natsPort = Site.freePort();
  private final Process redis;
  private final Process nats;

  Backends(DataSet data) throws IOException, InterruptedException {
    this.data = data;
    postgres = EmbeddedPostgres.start(data.folder(), Deadline.in(PATIENCE));
    postmaster = ProcessHandle.of(data.postmaster()).orElseThrow();
    redis = begin("redis-server", "--bind", "127.0.0.1", "--port", "" + redisPort, "--save", "");
    String store = data.emptyFolder("nats").toString();
    nats = begin("nats-server", "-js", "-a", "127.0.0.1", "-p", "" + natsPort, "-sd", store);
    await(redisPort);
    await(natsPort);
  }

  private static Process begin(String program, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // where this is interrupted
    return process;
  }

  private static void await(int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }

  /** Settings of a server that shares only the database. */
  Map<String, String> database() {
    var address = postgres.address();
    return Map.of(
        "STOA_DATABASE_URL", address.url(),
        "STOA_DATABASE_USER", address.user(),
        "STOA_DATABASE_PASSWORD", address.password());
  }

  Map<String, String> redisAndNats() {
    return Map.of(
        "STOA_REDIS_URL", "redis://127.0.0.1:" + redisPort,
        "STOA_NATS_URL", "nats://127.0.0.1:" + natsPort);
  }

  /** Seconds of processor time so far. */
  record Seconds(double jvm, double postgres, double redis, double nats) {
    Seconds since(Seconds before) {
      return new Seconds(
          jvm - before.jvm, postgres - before.postgres, redis - before.redis, nats - before.nats);
    }
  }

  Seconds seconds(List<Site> sites) {
    return new Seconds(
        sites.stream().mapToDouble(site -> Costs.seconds(site.process(), 2)).sum(),
        Costs.seconds(postmaster, 4)
            + postmaster.descendants().mapToDouble(one -> Costs.seconds(one, 4)).sum(),
        Costs.seconds(redis.toHandle(), 2),
        Costs.seconds(nats.toHandle(), 2));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    redis.destroy();
    nats.destroy();
    redis.waitFor();
    nats.waitFor();
    postgres.stop(Deadline.in(Duration.ofMinutes(2)));
  }
}
