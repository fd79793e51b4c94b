package stoa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.BOARD;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.base.cache.Caches;
import stoa.base.db.Db;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.support.TestDatabase;

/** What statements say of who reads a board is what pages say. */
final class BoardReadersTest {
  private static final int BOARDS = 12;
  private static final int MEMBERS = 8;

  private final Random random = new Random(20261127);
  private HikariDataSource pool;
  private Db db;
  private Access access;

  @BeforeEach
  void fill() throws SQLException {
    var address = TestDatabase.fresh();
    var registry = new CollectorRegistry();
    pool = Pool.open(address, Pool.Purpose.imports(), new PoolMetrics(registry));
    db = new Db(pool);
    access = new Access(db, new Caches(null, registry), Clock.systemUTC(), registry);
    try (var connection = TestDatabase.connect(address);
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into board (id, parent_id, title, slug, position, created_at)"
              + " select n, nullif((n - 1) / 2, 0), 'b', 'b' || n, n, now()"
              + " from generate_series(1, "
              + BOARDS
              + ") n");
      statement.execute(
          "insert into account (id, name, name_key, created_at)"
              + " select n, 'm' || n, 'm' || n, now() from generate_series(1, "
              + MEMBERS
              + ") n");
      statement.execute(
          "insert into member_group (id, kind, name, name_key)"
              + " select 100 + n, 'OWN', 'g' || n, 'g' || n from generate_series(1, 4) n");
      // Of each group the members with its bit; every other membership is over.
      statement.execute(
          "insert into group_member (account_id, group_id, since, until)"
              + " select a, 101 + g, now(),"
              + " case when a % 3 = 0 then now() - interval '1 s' end"
              + " from generate_series(1, 8) a, generate_series(0, 3) g where a & (1 << g) > 0");
    }
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void sqlSaysWhatMemorySays() {
    var changes = new AccessChanges(new AccessLog(Clock.systemUTC()));
    for (int round = 0; round < 15; round++) {
      long place = random.nextInt(BOARDS + 1);
      Map<Long, Cell> cells = new HashMap<>();
      for (long group : new long[] {1, 3, 101, 102, 103, 104}) {
        cells.put(group, cell());
      }
      db.change(tx -> changes.say(tx, null, place, cells, null));
      same();
    }
  }

  private Cell cell() {
    Cell cell = Cell.AS_ABOVE;
    for (Act act : new Act[] {Act.SEE, Act.READ, Act.REPLY}) {
      int choice = random.nextInt(6);
      cell = choice < 3 ? cell.with(act, Cell.Value.values()[choice]) : cell;
    }
    return cell;
  }

  private void same() {
    var rules = db.read(AccessQueries::rules);
    for (long account = 1; account <= MEMBERS; account++) {
      long one = account;
      Set<Long> groups =
          db.read(sql -> sql.select(access.readers().groups(val(one))).fetchSingle().value1());
      var inSql =
          db.read(sql ->
              sql.select(BOARD.ID)
                  .from(BOARD)
                  .where(access.readers().read(val(one), BOARD.ID))
                  .orderBy(BOARD.ID)
                  .fetch(BOARD.ID));
      assertThat(inSql).isEqualTo(rules.rights(groups).boards(Act.READ).ids());
    }
  }
}
