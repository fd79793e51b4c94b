package stoa.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stoa.access.Access;
import stoa.base.Deadline;
import stoa.base.cache.Caches;
import stoa.base.db.Db;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.runtime.Tasks;
import stoa.base.text.CharacterFolds;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.lucene.LuceneDocuments;
import stoa.search.lucene.LuceneFolders;
import stoa.search.lucene.LuceneIndex;
import stoa.support.TestDatabase;

/** Filling an index by several threads, as a command does. */
class BackfillTest {
  private static final int POSTS = 6_250;
  private static final int FAILURES = 8;

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Tasks tasks = new Tasks(registry);
  private final IndexingThreads hands = new IndexingThreads(tasks.workers("indexing", 3, 12), 12);
  private @TempDir Path folder;
  private HikariDataSource pool;
  private SearchQueries queries;
  private LuceneIndex index;

  @BeforeEach
  void fill() throws SQLException {
    var address = TestDatabase.fresh();
    pool = Pool.open(address, Pool.Purpose.imports(), new PoolMetrics(registry));
    var db = new Db(pool);
    queries =
        new SearchQueries(
            db,
            new Access(
                db,
                new Caches(null, new CollectorRegistry()),
                Clock.systemUTC(),
                new CollectorRegistry()));
    try (var connection = TestDatabase.connect(address);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into board (title, slug, position, created_at) values ('Board', 'board', 1, now());
          insert into topic (board_id, title, slug, created_at, last_post_at)
          values (1, 'Topic', 'topic', now(), now());
          insert into post (topic_id, position, source, html, renderer, created_at)
          select 1, n, 'x', '<p>post ' || n || '</p>', 1, now() from generate_series(1, %d) n
          """
              .formatted(POSTS));
    }
    var documents = new LuceneDocuments(new ForumAnalyzer(CharacterFolds.load()));
    index = new LuceneIndex(new LuceneFolders(folder, documents));
  }

  @AfterEach
  void close() {
    index.stop(Deadline.in(Duration.ofSeconds(5)));
    tasks.stop(Deadline.in(Duration.ofSeconds(5)));
    pool.close();
  }

  private Backfill sweep(Store store) {
    var feed = new IndexFeeder(queries, new SearchMetrics(new CollectorRegistry()));
    return new Backfill(queries, feed, store, hands);
  }

  private static void run(Backfill sweep) {
    while (!sweep.step(Deadline.in(Duration.ZERO))) {
      // one step after the other
    }
  }

  @Test
  void severalThreadsPutInEachPostOnce() {
    var sweep = sweep(index);
    run(sweep);
    assertThat(sweep.repaired()).isEqualTo(POSTS / 500 + 1);
    assertThat(index.documents()).isEqualTo(POSTS);
    assertThat(index.counts(0, 6_500, 500)).isEqualTo(queries.counts(0, 6_500, 500));
    var again = sweep(index);
    run(again);
    assertThat(again.repaired()).isZero();
  }

  /** Thread by thread and time after time, because a writer that is interrupted gives up. */
  @Test
  void whatFailedInOneThreadIsDoneAgainAndNothingTwice() {
    var store = new Failing(index);
    var sweep = sweep(store);
    for (int failures = 0; store.fails(); failures++) {
      assertThat(failures).isLessThan(20);
      assertThatThrownBy(() -> run(sweep)).hasMessage("no room");
    }
    run(sweep);
    assertThat(store.given().get()).isEqualTo(POSTS / 500 + 1 + FAILURES);
    assertThat(index.documents()).isEqualTo(POSTS);
    assertThat(index.counts(0, 6_500, 500)).isEqualTo(queries.counts(0, 6_500, 500));
  }

  /** Cannot take every second of the first it is given. */
  private record Failing(Store store, AtomicInteger given) implements Store {
    Failing(Store store) {
      this(store, new AtomicInteger());
    }

    boolean fails() {
      return given.get() < 2 * FAILURES;
    }

    @Override
    public void put(List<IndexedPost> posts) {
      int number = given.incrementAndGet();
      if (number <= 2 * FAILURES && number % 2 == 0) {
        throw new IndexFault("no room");
      }
      store.put(posts);
    }

    @Override
    public void remove(long from, long before) {
      store.remove(from, before);
    }

    @Override
    public void refresh() {
      store.refresh();
    }

    @Override
    public Map<Long, Long> counts(long from, long before, int size) {
      return store.counts(from, before, size);
    }
  }
}
