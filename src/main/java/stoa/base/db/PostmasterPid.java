package stoa.base.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.StartFault;

/**
 * The file {@code postmaster.pid} that a running PostgreSQL keeps in its data directory, and that
 * one which was killed leaves behind. Its first line is the process id; on a machine or in a
 * container that started again that id may by now belong to somebody else.
 */
final class PostmasterPid {
  private static final Logger LOG = LoggerFactory.getLogger(PostmasterPid.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Path dataDirectory;
  private final Path file;

  PostmasterPid(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
    this.file = dataDirectory.resolve("postmaster.pid");
  }

  /**
   * Ends a PostgreSQL that outlived the server which had started it, and removes a file without a
   * PostgreSQL behind it. Only for who holds the data directory's lock.
   */
  void clear(Deadline deadline) throws IOException {
    Optional<ProcessHandle> orphan = postmaster();
    if (orphan.isPresent()) {
      LOG.info("stopping the PostgreSQL (process {}) that outlived its server", orphan.get().pid());
      stop(orphan.get(), deadline);
    }
    Files.deleteIfExists(file);
  }

  /** The process that the file names, where it is a PostgreSQL on this very directory. */
  Optional<ProcessHandle> postmaster() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String first =
        Files.readString(file, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("").strip();
    if (!first.matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(first)).filter(this::isOurs);
  }

  private boolean isOurs(ProcessHandle process) {
    try {
      Path working =
          Path.of("/proc", "" + process.pid(), "cwd")
              .toRealPath(); // a postmaster works in its data directory
      String name = Files.readString(Path.of("/proc", "" + process.pid(), "comm")).strip();
      return name.equals("postgres") && working.equals(dataDirectory.toRealPath());
    } catch (IOException e) {
      return false; // it ended meanwhile, or is somebody else's
    }
  }

  /** SIGINT is a fast shutdown with a checkpoint; SIGQUIT leaves recovery to the next start. */
  static void stop(ProcessHandle postmaster, Deadline deadline) {
    long pid = postmaster.pid();
    for (String signal : new String[] {"INT", "QUIT", "KILL"}) {
      signal(signal, pid);
      boolean last = signal.equals("KILL");
      Duration patience =
          last ? Duration.ofSeconds(5) : deadline.left().multipliedBy(2).dividedBy(3);
      if (ended(postmaster, patience)) {
        return;
      }
    }
    throw new StartFault(
        "PostgreSQL (process " + pid + ") cannot be stopped; end it by hand: kill " + pid);
  }

  /**
   * Looks often: Java's own waiting for a process that is not its child looks every few hundred
   * milliseconds, and takes one that nobody has collected (a zombie) for alive.
   */
  private static boolean ended(ProcessHandle process, Duration patience) {
    var deadline = Deadline.in(patience);
    while (isRunning(process)) {
      if (deadline.passed() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return true;
  }

  static boolean isRunning(ProcessHandle process) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", "" + process.pid(), "stat"), StandardCharsets.ISO_8859_1);
      // proc(5): the state follows the name in parentheses.
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  private static void signal(String name, long pid) {
    try {
      var _ =
          new ProcessBuilder("kill", "-" + name, "" + pid)
              .inheritIO()
              .start()
              .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      LOG.warn("cannot run kill: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
