package stoa.base.db;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import stoa.base.StartFault;

/**
 * Brings the schema up to date. Of several servers that start at once one works, the others wait.
 */
public final class Migrations {
  private final Flyway flyway;

  public Migrations(DataSource pool) {
    var configuration =
        Flyway.configure()
            .dataSource(pool)
            .locations("classpath:sql")
            .baselineOnMigrate(false)
            .validateMigrationNaming(true)
            .cleanDisabled(true);
    // An index that is made concurrently waits for all transactions, one with this lock too.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    flyway = configuration.load();
  }

  /**
   * Runs what is missing.
   *
   * @return how many migrations ran
   * @throws StartFault where the database is newer than this jar, or a migration cannot run
   */
  public int run() {
    try {
      refuseNewerDatabase();
      MigrateResult result = flyway.migrate();
      return result.migrationsExecuted;
    } catch (FlywayException e) {
      throw new StartFault("the database cannot be brought up to date: " + firstLine(e), e);
    }
  }

  private void refuseNewerDatabase() {
    String newer =
        Arrays.stream(flyway.info().applied())
            .filter(migration -> migration.getState().isResolved() == false)
            .map(MigrationInfo::getScript)
            .reduce((first, last) -> last)
            .orElse("");
    if (!newer.isEmpty()) {
      throw new StartFault(
          "the database is newer than this jar (it has run "
              + newer
              + "); start the newer jar, or restore a backup made before the upgrade");
    }
  }

  private static String firstLine(FlywayException fault) {
    return String.valueOf(fault.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("?");
  }
}
