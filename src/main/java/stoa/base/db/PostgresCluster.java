package stoa.base.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stoa.base.Deadline;
import stoa.base.StartFault;

/** A data directory of PostgreSQL and the programs that work on it. */
record PostgresCluster(Path home, Path pgdata, PostgresUser user) {
  private static final long POLL_MILLIS = 20;

  /** How a start went. */
  enum Began {
    READY,
    /** The port was taken meanwhile, or backends of a killed PostgreSQL are still letting go. */
    AGAIN
  }

  List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<>(user.prefix());
    command.add(home.resolve("bin").resolve(program).toString());
    command.add("-D");
    command.add(pgdata.toString());
    command.addAll(arguments);
    return command;
  }

  /** Makes the directory under another name and moves it when it is whole. */
  void initialize(String superuser, String password, Deadline deadline) throws IOException {
    Path fresh = pgdata.resolveSibling("pgdata.new");
    Folders.delete(fresh);
    var owned = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(fresh, owned);
    Path secret = Files.createTempFile(pgdata.getParent(), "initdb", ".secret");
    try {
      Files.writeString(secret, password);
      user.own(fresh);
      user.own(secret);
      var cluster = new PostgresCluster(home, fresh, user);
      cluster.run(
          "initdb",
          List.of(
              "--username=" + superuser,
              "--pwfile=" + secret,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--locale=C.UTF-8", // the same order on every machine, whatever its libraries
              "--data-checksums",
              // Iterations stretch a guessable password; ours is 24 random bytes, and each new
              // connection would pay for them.
              "--set=scram_iterations=1",
              "--no-instructions"),
          deadline);
    } finally {
      Files.deleteIfExists(secret);
    }
    Files.move(fresh, pgdata, StandardCopyOption.ATOMIC_MOVE);
  }

  void requireMajor() throws IOException {
    Path file = pgdata.resolve("PG_VERSION");
    String found = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!found.equals(PostgresBinaries.MAJOR)) {
      throw new StartFault(
          pgdata
              + (found.isEmpty()
                  ? " is not a PostgreSQL data directory"
                  : " belongs to PostgreSQL " + found)
              + ", this jar carries "
              + PostgresBinaries.MAJOR
              + "; carry the data over by a backup made with the jar that wrote it, or set data.dir to an empty folder");
    }
  }

  private void run(String program, List<String> arguments, Deadline deadline) throws IOException {
    Path log = pgdata.resolveSibling(program + ".log");
    Process process =
        new ProcessBuilder(command(program, arguments))
            .directory(pgdata.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!ended(process, deadline)) {
      process.destroyForcibly();
      throw new StartFault(program + " takes too long; see " + log);
    }
    if (process.exitValue() != 0) {
      throw new StartFault(program + " failed: " + lastFault(log) + "; see " + log);
    }
    Files.deleteIfExists(log);
  }

  private static boolean ended(Process process, Deadline deadline) {
    try {
      return process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until it takes connections; its pid file says so in the eighth line. */
  Began awaitReady(Process process, Path log, Deadline deadline) throws IOException {
    Path file = pgdata.resolve("postmaster.pid");
    try {
      while (!deadline.passed()) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          return afterEnd(log);
        }
        if (Files.exists(file)
            && isReady(Files.readAllLines(file, StandardCharsets.ISO_8859_1), process.pid())) {
          return Began.READY;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroy();
    throw new StartFault("the embedded PostgreSQL is not ready in time; see " + log);
  }

  private static boolean isReady(List<String> lines, long pid) {
    return lines.size() >= 8
        && lines.getFirst().strip().equals("" + pid)
        && lines.get(7).strip().equals("ready");
  }

  private Began afterEnd(Path log) throws IOException {
    String fault = lastFault(log);
    if (fault.contains("No space left")) {
      throw new StartFault("the disk is full: PostgreSQL cannot write under " + pgdata);
    }
    boolean passes =
        fault.contains("Address already in use")
            || fault.contains("could not bind")
            || fault.contains("could not create any TCP")
            || fault.contains("still in use");
    if (passes) {
      return Began.AGAIN;
    }
    throw new StartFault("the embedded PostgreSQL does not start: " + fault + "; see " + log);
  }

  /** The line that says why; the last one where none does. */
  static String lastFault(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "no word from it";
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return lines.stream()
        .filter(line ->
            line.contains("FATAL")
                || line.contains("PANIC")
                || line.contains("error:")
                || line.contains("No space left"))
        .findFirst()
        .orElse(lines.isEmpty() ? "no word from it" : lines.getLast());
  }
}
