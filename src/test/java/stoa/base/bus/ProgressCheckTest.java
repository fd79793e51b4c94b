package stoa.base.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.base.db.Pool;
import stoa.support.TestDatabase;

/** Looking for what is not done among many events that are. */
final class ProgressCheckTest {
  private static final String CONSUMER = "looks";
  private static final int EVENTS = 50_000;
  private static final int MOST = 500;

  private final Pool.Address database = TestDatabase.fresh();
  private TestNode node;
  private ConsumerQueries queries;

  @BeforeEach
  void theyAreThereAndThePlannerDoesNotKnow() throws Exception {
    node = new TestNode(database, null);
    queries = new ConsumerQueries(node.db);
    try (var connection = TestDatabase.connect(database)) {
      run(connection, "alter table outbox set (autovacuum_enabled = false)");
      run(connection, "alter table handled set (autovacuum_enabled = false)");
      run(connection, "analyze outbox");
      run(connection, "analyze handled");
      run(connection, "insert into consumer (name, done, created_at) values ('looks', 0, now())");
      run(
          connection,
          "insert into outbox (kind, version, body, at, place, published_at)"
              + " select 'boards_changed', 1, '{\"by\":1}', now(), n, now()"
              + " from generate_series(1, "
              + EVENTS
              + ") n");
    }
  }

  @AfterEach
  void end() throws Exception {
    node.close();
  }

  @Test
  void theLastIsFoundBehindAllThatAreDone() throws Exception {
    done("place < " + EVENTS);
    var survey = look();
    assertThat(survey.open())
        .extracting(ConsumerQueries.Open::place)
        .containsExactly((long) EVENTS);
    assertThat(survey.more()).isFalse();
    assertThat(survey.last()).isEqualTo(EVENTS);
  }

  @Test
  void behindTheFirstOnlySoManyAreLookedThrough() throws Exception {
    done("place not in (1, 9000, " + EVENTS + ")");
    var survey = look();
    assertThat(survey.open()).extracting(ConsumerQueries.Open::place).containsExactly(1L, 9000L);
    assertThat(survey.more()).isTrue();
  }

  @Test
  void whereAllAreOpenItTakesTheFirst() throws Exception {
    var survey = look();
    assertThat(survey.open()).hasSize(MOST);
    assertThat(survey.open().getLast().place()).isEqualTo(MOST);
    assertThat(survey.more()).isTrue();
  }

  @Test
  void whereNoneIsOpenItSaysSo() throws Exception {
    done("true");
    var survey = look();
    assertThat(survey.open()).isEmpty();
    assertThat(survey.more()).isFalse();
  }

  private ConsumerQueries.ProgressCheck look() {
    return queries.survey(CONSUMER, List.of("boards_changed"), MOST);
  }

  private void done(String which) throws Exception {
    try (var connection = TestDatabase.connect(database)) {
      run(
          connection,
          "insert into handled (consumer, event_id) select 'looks', id from outbox where " + which);
    }
  }

  private static void run(Connection connection, String sql) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
