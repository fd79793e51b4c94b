package stoa.base.db;

import io.prometheus.client.CollectorRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultExecuteListenerProvider;
import stoa.base.runtime.Breaker;
import stoa.base.runtime.Breakers;
import stoa.event.Event;

/**
 * The door to the database. {@link #read} borrows a connection for some statements, {@link #write}
 * for one transaction. A database that is away, full or too slow ends the request as {@code
 * Refusal.Unavailable}; see {@link DatabaseFaults}.
 */
public final class Db {
  /** PostgreSQL asks to repeat what failed by a deadlock or a serialization conflict. */
  private static final int TRIES = 3;

  private final DSLContext jooq;
  private final OutboxRows outbox;
  private final BiConsumer<List<Event>, Collection<String>> committed;

  private final Breaker reads;
  private final Breaker writes;
  private final ConnectionWatch watch = new ConnectionWatch();
  private final Room room;

  /** How the database is guarded, and who is notified of commits. */
  public record Guards(
      Breaker reads,
      Breaker writes,
      InstantSource clock,
      BiConsumer<List<Event>, Collection<String>> committed) {
    /**
     * @param committed called after a commit with what events it stored, and what copies end by it;
     *     must return soon and never throw
     */
    public static Guards of(
        Breakers breakers,
        InstantSource clock,
        BiConsumer<List<Event>, Collection<String>> committed) {
      return new Guards(
          // What a breaker for reads brings is a quick answer, not rest for the database.
          breakers.make("postgres_reads", DatabaseFaults::away, Duration.ofSeconds(2)),
          breakers.make("postgres", DatabaseFaults::away),
          clock,
          committed);
    }

    /** For commands, which come to their end and have nobody to notify. */
    public static Guards none() {
      return of(new Breakers(new CollectorRegistry()), Clock.systemUTC(), (_, _) -> {});
    }
  }

  /** For commands: their events wait for the server. */
  public Db(DataSource pool) {
    this(pool, Guards.none());
  }

  public Db(DataSource pool, Guards guards, ExecuteListener... listeners) {
    this.outbox = new OutboxRows(guards.clock());
    this.committed = guards.committed();
    this.reads = guards.reads();
    this.writes = guards.writes();
    var configuration = new DefaultConfiguration();
    configuration.set(pool);
    configuration.set(SQLDialect.POSTGRES);
    configuration.set(settings());
    configuration.set(DefaultExecuteListenerProvider.providers(listeners));
    this.jooq = DSL.using(configuration);
    this.room = new Room(jooq);
  }

  static Settings settings() {
    return new Settings()
        .withRenderSchema(false)
        .withExecuteLogging(false)
        .withMapRecordComponentParameterNames(true);
  }

  /** Runs statements on one connection, each its own transaction. */
  public <T> T read(Function<DSLContext, T> work) {
    try {
      return reads.call(() -> jooq.connectionResult(connection -> atOnce(connection, work)));
    } catch (DataAccessException e) {
      throw DatabaseFaults.translated(e);
    } catch (Breaker.Open e) {
      throw DatabaseFaults.open();
    }
  }

  /**
   * Runs one transaction: all of it or nothing. The work may run again after a deadlock, so it must
   * not do anything that a rollback cannot take back.
   */
  public <T> T write(Function<Tx, T> work) {
    return tried(() -> committed(work));
  }

  /**
   * Runs one statement that is a transaction of its own: what it locks is free again without
   * another way to the database and back.
   *
   * @param event stored by the statement itself, by the {@link OutboxInsert} it is given
   * @param statement gives nothing where it has changed nothing
   */
  public <T> Optional<T> writeAtOnce(
      Event event, BiFunction<DSLContext, OutboxInsert, Optional<T>> statement) {
    var announcement = outbox.announcement(event);
    Optional<T> done =
        tried(() ->
            jooq.connectionResult(
                connection -> atOnce(connection, sql -> statement.apply(sql, announcement))));
    if (done.isPresent()) {
      committed.accept(List.of(event), Set.of());
    }
    return done;
  }

  private <T> T atOnce(Connection connection, Function<DSLContext, T> work) {
    try (var _ = watch.begin(connection, ConnectionWatch.STATEMENT)) {
      return work.apply(on(connection));
    }
  }

  /** Cuts connections that have been waiting for too long; for a periodic job. */
  public void endOverdue() {
    watch.look();
  }

  /**
   * For health.
   *
   * @throws IllegalStateException where what was written has just found no room
   */
  public void checkRoom() {
    room.check();
  }

  private <T> T tried(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return writes.call(work);
      } catch (Breaker.Open e) {
        throw DatabaseFaults.open();
      } catch (DataAccessException e) {
        room.failed(e);
        if (attempt == TRIES || !DatabaseFaults.mayRetry(e)) {
          throw DatabaseFaults.translated(e);
        }
        pauseBefore(attempt);
      }
    }
  }

  private record Committed<T>(T value, Tx tx) {}

  private <T> T committed(Function<Tx, T> work) {
    Committed<T> done = jooq.connectionResult(connection -> transaction(connection, work));
    var tx = done.tx();
    tx.afterwards().forEach(Runnable::run);
    if (!tx.events().isEmpty() || !tx.changed().isEmpty()) {
      committed.accept(tx.events(), tx.changed());
    }
    return done.value();
  }

  /**
   * By hand, since jOOQ's own way, made for transactions in transactions, asks the database for the
   * isolation level each time.
   */
  private <T> Committed<T> transaction(Connection connection, Function<Tx, T> work)
      throws SQLException {
    try (var _ = watch.begin(connection, ConnectionWatch.TRANSACTION)) {
      return watched(connection, work);
    }
  }

  private <T> Committed<T> watched(Connection connection, Function<Tx, T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      var tx = new Tx(on(connection));
      T value = work.apply(tx);
      outbox.store(tx);
      ChangedTags.notifyServers(tx);
      connection.commit();
      connection.setAutoCommit(true);
      return new Committed<>(value, tx);
    } catch (Throwable e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable why) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      why.addSuppressed(e); // the connection is gone, and the transaction with it
    }
  }

  /** {@link #write} for work without a result. */
  public void change(Consumer<Tx> work) {
    write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  private DSLContext on(Connection connection) {
    return DSL.using(jooq.configuration().derive(connection));
  }

  /** 10 to 100 ms at random, so that two that met do not meet again. */
  private static void pauseBefore(int attempt) {
    long millis = ThreadLocalRandom.current().nextLong(10, 50) * attempt;
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
