package stoa.base.db;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import stoa.base.Deadline;

/** A process to be killed: starts a PostgreSQL, says its process id and waits. */
final class OrphanMaker {
  private OrphanMaker() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    var postgres = EmbeddedPostgres.start(folder, Deadline.in(Duration.ofSeconds(60)));
    var address = postgres.address();
    try (var connection =
            DriverManager.getConnection(address.url(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute("create table made_by_orphan as select 7 as n");
    }
    System.out.println(
        new PostmasterPid(folder.toAbsolutePath().resolve("pgdata"))
            .postmaster()
            .orElseThrow()
            .pid());
    System.in.read();
  }
}
