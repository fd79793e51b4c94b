package stoa.base.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.base.runtime.Stoppable;

/**
 * A PostgreSQL of the forum's own, run as a child process with its data under {@code data.dir}. It
 * listens on the loopback address alone, on any free port, and asks for a password that lies beside
 * its data, readable by its owner only.
 *
 * <p>A server that is killed leaves its PostgreSQL running: the next start stops it first, so that
 * a restart always begins from a known state. What was acknowledged is on disk (fsync stays on).
 */
public final class EmbeddedPostgres implements Stoppable {
  private static final String USER = "stoa";
  private static final long FIRST_START_BYTES = 250L << 20;
  private static final int PORT_TRIES = 5;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** A crash recovery reads at most what max_wal_size holds. */
  private static final Duration RECOVERY = Duration.ofSeconds(60);

  private final DataLock lock;
  private final PostgresCluster cluster;
  private final Path log;
  private final int port;
  private final String password;
  private volatile Process postgres;

  private EmbeddedPostgres(
      DataLock lock,
      PostgresCluster cluster,
      Path log,
      Process postgres,
      int port,
      String password) {
    this.lock = lock;
    this.cluster = cluster;
    this.log = log;
    this.postgres = postgres;
    this.port = port;
    this.password = password;
  }

  /**
   * For a thread of its own: starts PostgreSQL again wherever it dies, at its old address, until
   * that thread is interrupted.
   */
  public void watch() throws InterruptedException {
    while (true) {
      int code = postgres.waitFor();
      LOG.error(
          "the embedded PostgreSQL has died (code {}); it is started again; see {}", code, log);
      try {
        startAgain(Deadline.in(RECOVERY));
        LOG.info("the embedded PostgreSQL is back");
      } catch (IOException | StartFault e) {
        LOG.error("the embedded PostgreSQL does not come back", e);
        Thread.sleep(1_000);
      }
    }
  }

  private void startAgain(Deadline deadline) throws IOException, InterruptedException {
    new PostmasterPid(cluster.pgdata()).clear(deadline);
    do {
      Process process = run(cluster, log, port);
      postgres = process;
      if (cluster.awaitReady(process, log, deadline) == PostgresCluster.Began.READY) {
        return;
      }
      Thread.sleep(200); // the dead one's children are still letting go
    } while (!deadline.passed());
    throw new StartFault("it is not ready in time");
  }

  /**
   * Starts it; the first time also unpacks and initializes it.
   *
   * @throws StartFault saying in one line what stands in the way
   */
  public static EmbeddedPostgres start(Path dataDir, Deadline deadline) {
    Path absolute = dataDir.toAbsolutePath().normalize();
    DataFolder.make(absolute);
    DataLock lock = null;
    try {
      lock = DataLock.take(absolute);
      DataFolder.close(absolute);
      return start(absolute, lock, PostgresUser.choose(absolute), deadline);
    } catch (IOException e) {
      release(lock);
      throw fault(absolute, e);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  private static void release(@org.jspecify.annotations.Nullable DataLock lock) {
    try {
      if (lock != null) {
        lock.release();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StartFault fault(Path dataDir, IOException cause) {
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return full
        ? new StartFault("the disk is full: " + dataDir + " needs room for the database", cause)
        : new StartFault(
            "cannot prepare the embedded PostgreSQL in " + dataDir + ": " + cause, cause);
  }

  static EmbeddedPostgres start(Path dataDir, DataLock lock, PostgresUser user, Deadline deadline)
      throws IOException {
    boolean first = !Files.exists(dataDir.resolve("pgdata"));
    if (first) {
      requireSpace(dataDir);
    }
    Path home = PostgresBinaries.in(dataDir);
    user.read(home);
    Path pgdata = dataDir.resolve("pgdata");
    String password = password(dataDir.resolve("database.password"));
    var cluster = new PostgresCluster(home, pgdata, user);
    if (first) {
      cluster.initialize(USER, password, deadline);
    }
    cluster.requireMajor();
    user.own(pgdata);
    new PostmasterPid(pgdata).clear(deadline);
    Path log = dataDir.resolve("postgres.log");
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Process process = run(cluster, log, port);
      switch (cluster.awaitReady(process, log, deadline)) {
        case PostgresCluster.Began.READY -> {
          return new EmbeddedPostgres(lock, cluster, log, process, port, password);
        }
        case PostgresCluster.Began.AGAIN -> {
          if (attempt == PORT_TRIES) {
            throw new StartFault(
                "the embedded PostgreSQL does not start: "
                    + PostgresCluster.lastFault(log)
                    + "; see "
                    + log);
          }
        }
      }
    }
  }

  private static void requireSpace(Path dataDir) throws IOException {
    long free = Files.getFileStore(dataDir).getUsableSpace();
    if (free < FIRST_START_BYTES) {
      throw new StartFault(
          "the disk is full: "
              + (free >> 20)
              + " MB are free under "
              + dataDir
              + ", a new database needs "
              + (FIRST_START_BYTES >> 20)
              + " MB");
    }
  }

  /** Made at the first start. */
  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path partial = file.resolveSibling(file.getFileName() + ".partial");
      Files.deleteIfExists(partial);
      Files.createFile(
          partial,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(partial, randomPassword());
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new java.security.SecureRandom().nextBytes(bytes);
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process run(PostgresCluster cluster, Path log, int port) throws IOException {
    // The last run's log is kept beside this one's: bounded, and there after a crash.
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createFile(
        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new ProcessBuilder(cluster.command("postgres", options(port)))
        .directory(cluster.pgdata().toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static List<String> options(int port) {
    var options = new ArrayList<String>();
    for (String option :
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=", // their length is limited, and a password is asked for
            // anyway
            "max_connections=64", // the pools' 50 at most, the import's 3, one for the operator
            "shared_buffers=96MB", // a small VPS: the kernel's own cache does the rest
            "effective_cache_size=512MB",
            "work_mem=8MB",
            "maintenance_work_mem=64MB",
            "wal_level=minimal", // nobody replicates from here, and an import's COPY then needs no
            // log
            "max_wal_senders=0",
            "max_wal_size=1GB", // an import would otherwise checkpoint every few seconds
            "checkpoint_timeout=10min",
            "random_page_cost=1.1", // a VPS has no turning disks
            "jit=off", // pages are short queries; compiling them costs more than running them
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_duration_statement=1000",
            "shared_preload_libraries=")) {
      options.add("-c");
      options.add(option);
    }
    return options;
  }

  public Pool.Address address() {
    return new Pool.Address("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
  }

  /** Finishes the transactions that are open (fast), gives them up (immediate), or ends it. */
  @Override
  public void stop(Deadline deadline) throws IOException, InterruptedException {
    if (postgres.isAlive()) {
      PostmasterPid.stop(postgres.toHandle(), deadline);
      // The handle's end is the child's; collecting it leaves no zombie.
      var _ = postgres.waitFor(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    }
    lock.release();
  }
}
