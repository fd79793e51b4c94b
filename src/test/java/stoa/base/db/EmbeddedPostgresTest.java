package stoa.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.support.TestFolders;

final class EmbeddedPostgresTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("stoa-postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeFolder() throws IOException {
    TestFolders.delete(folder);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(60));
  }

  private static int value(EmbeddedPostgres postgres, String sql) throws Exception {
    var address = postgres.address();
    try (var connection =
            DriverManager.getConnection(address.url(), address.user(), address.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return -1;
      }
      statement.getResultSet().next();
      return statement.getResultSet().getInt(1);
    }
  }

  @Test
  void dataIsThereAfterAStopAndAStopTwiceIsHarmless() throws Exception {
    var first = EmbeddedPostgres.start(folder, soon());
    value(first, "create table kept as select 42 as n");
    first.stop(soon());
    first.stop(soon());
    var second = EmbeddedPostgres.start(folder, soon());
    try {
      assertThat(value(second, "select n from kept")).isEqualTo(42);
      assertThat(
              value(second, "select case when current_setting('fsync') = 'on' then 1 else 0 end"))
          .isEqualTo(1);
    } finally {
      second.stop(soon());
    }
  }

  @Test
  void aSecondServerOnTheSameDirectoryIsRefused() throws Exception {
    var first = EmbeddedPostgres.start(folder, soon());
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder, soon()))
          .isInstanceOf(StartFault.class)
          .hasMessageContaining("another Stoa (process " + ProcessHandle.current().pid() + ")");
    } finally {
      first.stop(soon());
    }
  }

  @Test
  void anOrphanIsStoppedAndAStaleFileIsNoObstacle() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process server =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                "stoa.base.db.OrphanMaker",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long orphan = Long.parseLong(server.inputReader().readLine());
    server.destroyForcibly();
    assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessHandle.of(orphan)).isPresent();

    var next = EmbeddedPostgres.start(folder, soon());
    assertThat(value(next, "select n from made_by_orphan")).isEqualTo(7);
    assertThat(ProcessHandle.of(orphan).filter(PostmasterPid::isRunning)).isEmpty();
    next.stop(soon());

    // The id of a process that is nobody's business, as after a restart of the machine.
    Files.writeString(
        folder.resolve("pgdata/postmaster.pid"), ProcessHandle.current().pid() + "\n/elsewhere\n");
    var third = EmbeddedPostgres.start(folder, soon());
    third.stop(soon());
  }

  @Test
  void leftoversOfAKilledFirstStartAreRedone() throws Exception {
    Files.createDirectories(folder.resolve("pgdata.new/base"));
    Files.createDirectories(folder.resolve("postgres-18.6.partial/bin"));
    var postgres = EmbeddedPostgres.start(folder, soon());
    assertThat(value(postgres, "select 1")).isEqualTo(1);
    postgres.stop(soon());
  }

  @Test
  void anotherMajorVersionIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("pgdata"));
    Files.writeString(folder.resolve("pgdata/PG_VERSION"), "15\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder, soon()))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("PostgreSQL 15")
        .hasMessageContaining("carries 18");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data"), soon()))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("data.dir");
  }

  /** What users who are neither the owner nor in that group may read or enter. */
  private static List<Path> open(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(path -> !Files.isSymbolicLink(path))
          .filter(EmbeddedPostgresTest::isOpen)
          .toList();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      var permissions = Files.getPosixFilePermissions(path);
      return permissions.stream().anyMatch(one -> one.name().startsWith("OTHERS_"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatAnOlderVersionLeftOpenIsClosedAtTheStart() throws Exception {
    Files.createDirectories(folder.resolve("spool/old"));
    Files.writeString(folder.resolve("spool/old/text"), "a text");
    Files.writeString(folder.resolve("import-report.txt"), "names");
    var first = EmbeddedPostgres.start(folder, soon());
    first.stop(soon());
    assertThat(Files.getPosixFilePermissions(folder.resolve("spool/old/text")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("spool/old")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(folder))
        .noneMatch(one -> one.name().startsWith("OTHERS_"));
    var second = EmbeddedPostgres.start(folder, soon());
    try {
      assertThat(open(folder)).isEmpty();
    } finally {
      second.stop(soon());
    }
  }

  /** As root the way through an unprivileged user; as anybody else the way is one's own. */
  @Test
  void withoutUserNamespacesRootRunsItAsAnotherUser() throws Exception {
    PostgresUser user = PostgresUser.choose(folder);
    var lock = DataLock.take(folder);
    DataFolder.close(folder);
    if (!(user instanceof PostgresUser.Same)) {
      user = PostgresUser.other(folder);
    }
    var postgres = EmbeddedPostgres.start(folder, lock, user, soon());
    value(postgres, "create table kept as select 9 as n");
    assertThat(Files.getPosixFilePermissions(folder))
        .noneMatch(one -> one.name().startsWith("OTHERS_"));
    postgres.stop(soon());
    // And back again: the files belong to another user now.
    var again = EmbeddedPostgres.start(folder, soon());
    assertThat(value(again, "select n from kept")).isEqualTo(9);
    again.stop(soon());
  }
}
