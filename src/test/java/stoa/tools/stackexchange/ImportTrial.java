package stoa.tools.stackexchange;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jooq.ExecuteListener;
import stoa.base.Deadline;
import stoa.base.db.Db;
import stoa.base.db.Pool;
import stoa.base.db.PoolMetrics;
import stoa.base.runtime.Tasks;
import stoa.base.runtime.WorkerPool;
import stoa.support.TestDatabase;

/** A database of its own to import into, and what is in it afterwards. */
final class ImportTrial implements AutoCloseable {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  /** Small, so that the few posts of a test are many batches. */
  private static final int BATCH = 2;

  private final Pool.Address address = TestDatabase.fresh();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Tasks tasks = new Tasks(registry);
  private final HikariDataSource pool =
      Pool.open(address, Pool.Purpose.imports(), new PoolMetrics(registry));
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Path report;

  ImportTrial(Path folder) {
    report = folder.resolve("data").resolve("import-report.txt");
  }

  String run(SmallDump dump, ExecuteListener... listeners) throws IOException {
    var workers = tasks.workers("import", 2, 64);
    try {
      var out = new PrintStream(messages, true, StandardCharsets.UTF_8);
      return new StackExchangeImport(
              new Db(pool, Db.Guards.none(), listeners),
              workers,
              CLOCK,
              new Progress(out, CLOCK, false),
              report,
              BATCH)
          .run(dump.folder());
    } finally {
      stop(workers);
    }
  }

  private static void stop(WorkerPool workers) {
    try {
      workers.stop(Deadline.in(Duration.ofSeconds(5)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }

  List<String> report() {
    try {
      return Files.readAllLines(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows, their columns parted by bars; a test reads them better than maps. */
  List<String> rows(String sql) {
    var rows = new ArrayList<String>();
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String one(String sql) {
    return rows(sql).getFirst();
  }

  /** All that an import leaves, without the ids that a sequence may have skipped. */
  List<String> everything() {
    var all = new ArrayList<String>();
    all.addAll(
        rows(
            "select name, name_key, password, email, about, about_html, website, location, topic_count, post_count, score, created_at, seen_at from account order by name_key"));
    all.addAll(
        rows(
            "select b.title, b.slug, p.slug, b.topic_count, b.post_count, b.position, l.source from board b left join board p on p.id = b.parent_id left join post l on l.id = b.last_post_id order by b.slug"));
    all.addAll(
        rows(
            "select t.title, t.slug, a.name, t.author_name, t.created_at, t.post_count, t.reply_count, t.view_count, t.score, s.source, l.source, t.last_post_at, la.name, t.last_author_name, t.locked_at from topic t left join account a on a.id = t.author_id left join account la on la.id = t.last_author_id left join post s on s.id = t.accepted_post_id left join post l on l.id = t.last_post_id order by t.id"));
    all.addAll(
        rows(
            "select t.slug, p.position, a.name, p.author_name, q.position, p.source, p.html, p.renderer, p.created_at, p.edits, p.edited_at, p.score from post p join topic t on t.id = p.topic_id left join account a on a.id = p.author_id left join post q on q.id = p.parent_id order by p.id"));
    all.addAll(
        rows(
            "select g.name, g.topic_count, t.slug from tag g left join topic_tag on tag_id = g.id left join topic t on t.id = topic_tag.topic_id order by 1, 3"));
    all.addAll(rows("select name, value from tally order by name"));
    all.addAll(
        rows(
            "select kind, old_id, coalesce(t.slug, p.source, a.name_key) from import_map m left join topic t on kind = 'topic' and t.id = new_id left join post p on kind in ('post', 'comment') and p.id = new_id left join account a on kind = 'account' and a.id = new_id order by 1, 2"));
    all.addAll(
        rows("select file, line, reason, row_count, bad from import_fault order by 1, 2, 3"));
    all.addAll(
        rows(
            "select (select count(*) from import_account), (select count(*) from import_post), (select count(*) from import_comment), (select count(*) from import_order)"));
    return all;
  }

  @Override
  public void close() {
    pool.close();
    tasks.stop(Deadline.in(Duration.ofSeconds(5)));
  }
}
