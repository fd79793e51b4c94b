package stoa.support;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import stoa.base.Deadline;
import stoa.base.db.EmbeddedPostgres;
import stoa.base.db.Migrations;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;

/** One embedded PostgreSQL for all tests of a run; each forum has a database of its own in it. */
public final class TestDatabase {
  private static final String TEMPLATE = "stoa_template";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        Path folder = Files.createTempDirectory("stoa-tests");
        var postgres = EmbeddedPostgres.start(folder, Deadline.in(Duration.ofSeconds(60)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, folder)));
        create(postgres.address(), TEMPLATE, "template1");
        migrate(in(postgres.address(), TEMPLATE));
        return postgres;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static void stop(EmbeddedPostgres postgres, Path folder) {
      try {
        postgres.stop(Deadline.in(Duration.ofSeconds(10)));
        TestFolders.delete(folder);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A new database with the schema in it. */
  public static Pool.Address fresh() {
    String name = "forum_" + NUMBER.incrementAndGet();
    create(Server.POSTGRES.address(), name, TEMPLATE);
    return in(Server.POSTGRES.address(), name);
  }

  public static Connection connect(Pool.Address address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }

  private static Pool.Address in(Pool.Address server, String database) {
    String url = server.url().substring(0, server.url().lastIndexOf('/') + 1) + database;
    return new Pool.Address(url, server.user(), server.password());
  }

  private static void create(Pool.Address server, String name, String template) {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + template);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void migrate(Pool.Address address) {
    var metrics = new PoolMetrics(new CollectorRegistry());
    try (HikariDataSource pool = Pool.open(address, Pool.Purpose.imports(), metrics)) {
      new Migrations(pool).run();
    }
  }
}
