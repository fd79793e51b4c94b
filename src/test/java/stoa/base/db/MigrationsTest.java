package stoa.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stoa.base.StartFault;
import stoa.support.TestDatabase;

class MigrationsTest {
  private final HikariDataSource pool =
      Pool.open(
          TestDatabase.fresh(), Pool.Purpose.imports(), new PoolMetrics(new CollectorRegistry()));

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void nothingRunsWhereAllHasRun() {
    assertThat(new Migrations(pool).run()).isZero();
  }

  @Test
  void whatIsMissingRuns() throws SQLException {
    change("drop schema public cascade; create schema public");
    assertThat(new Migrations(pool).run()).isGreaterThan(5);
  }

  @Test
  void aDatabaseOfANewerJarIsRefused() throws SQLException {
    change(
        """
        insert into flyway_schema_history
        select installed_rank + 1000, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'me', now(), 1, true
        from flyway_schema_history order by 1 limit 1
        """);
    assertThatThrownBy(() -> new Migrations(pool).run())
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("newer than this jar")
        .hasMessageContaining("V9999__later.sql");
  }

  @Test
  void aMigrationThatWasAnotherOneIsRefused() throws SQLException {
    change("update flyway_schema_history set checksum = checksum + 1 where version = '0002'");
    assertThatThrownBy(() -> new Migrations(pool).run())
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("cannot be brought up to date");
  }

  private void change(String sql) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
