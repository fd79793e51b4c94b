package stoa.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
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
import stoa.search.index.IndexFeeder;
import stoa.search.index.Indexer;
import stoa.search.index.IndexingThreads;
import stoa.search.index.ReindexRequest;
import stoa.search.index.SearchMetrics;
import stoa.search.index.SearchQueries;
import stoa.search.index.StreamQueries;
import stoa.support.TestDatabase;

/** A start that finds an index of another version. */
final class OutdatedIndexTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Tasks tasks = new Tasks(registry);
  private @TempDir Path folder;
  private HikariDataSource pool;
  private Db db;

  @BeforeEach
  void fill() throws SQLException {
    var address = TestDatabase.fresh();
    pool = Pool.open(address, Pool.Purpose.imports(), new PoolMetrics(registry));
    db = new Db(pool);
    try (var connection = TestDatabase.connect(address);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into board (title, slug, position, created_at) values ('Board', 'board', 1, now());
          insert into topic (board_id, title, slug, created_at, last_post_at)
          values (1, 'Topic', 'topic', now(), now());
          insert into post (topic_id, position, source, html, renderer, created_at)
          select 1, n, 'x', '<p>e-mail ' || n || '</p>', 1, now() from generate_series(1, 3) n
          """);
    }
  }

  @AfterEach
  void close() {
    tasks.stop(Deadline.in(Duration.ofSeconds(5)));
    pool.close();
  }

  private void leaveAnOldOne() throws IOException {
    var config = new IndexWriterConfig().setIndexSort(LuceneDocuments.NEWEST_FIRST);
    try (var directory = FSDirectory.open(folder.resolve("g1"));
        var writer = new IndexWriter(directory, config)) {
      writer.setLiveCommitData(Map.of("place", "0", "complete", "true").entrySet());
    }
  }

  @Test
  void itIsMadeAnewWithoutBeingAsked() throws Exception {
    leaveAnOldOne();
    var documents = new LuceneDocuments(new ForumAnalyzer(CharacterFolds.load()));
    var index = new LuceneIndex(new LuceneFolders(folder, documents));
    assertThat(index.outdated()).isTrue();
    var indexer = indexer(index);
    soon(
        "made anew",
        () -> {
          indexer.run();
          return !index.outdated();
        });
    assertThat(index.documents()).isEqualTo(3);
    assertThat(folder.toFile().list((_, name) -> name.startsWith("g"))).containsExactly("g2");
    indexer.stop(Deadline.in(Duration.ofSeconds(5)));
  }

  private Indexer indexer(LuceneIndex index) {
    var queries =
        new SearchQueries(
            db,
            new Access(
                db,
                new Caches(null, new CollectorRegistry()),
                Clock.systemUTC(),
                new CollectorRegistry()));
    var metrics = new SearchMetrics(registry);
    return new Indexer(
        index,
        queries,
        new StreamQueries(db),
        new IndexFeeder(queries, metrics),
        metrics,
        new ReindexRequest(folder),
        new IndexingThreads(tasks.workers("indexing", 1, 1), 1),
        () -> {});
  }
}
