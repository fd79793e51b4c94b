package stoa.tools.stackexchange;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import stoa.base.Refused;
import stoa.base.StartFault;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.runtime.WorkerPool;
import stoa.markup.Markup;
import stoa.markup.Slug;
import stoa.tools.stackexchange.StageQueries.Run;

/**
 * Carries a Stack Exchange dump over: questions become topics, answers and comments posts. Memory
 * stays the same whatever the dump's size; what was done is remembered stage by stage and batch by
 * batch, so that an import which was killed ends, when it is run again, as one that was not.
 */
public final class StackExchangeImport {
  /** For one batch; a hostile text of the largest size takes a second. */
  static final Duration RENDERING = Duration.ofMinutes(10);

  /** Posts a transaction: some megabytes; two batches at a time are all that is in memory. */
  private static final int BATCH = 2_000;

  private static final String ORDER = "order";

  private final Db db;
  private final InstantSource clock;
  private final Path reportFile;
  private final StageQueries stages;
  private final FaultQueries faults;
  private final Progress progress;
  private final Staging staging;
  private final AccountImport accounts;
  private final PostImport posts;
  private final OrderQueries order = new OrderQueries();
  private final TopicImportQueries topics = new TopicImportQueries();

  /**
   * @param workers render the posts
   * @param messages where progress is shown
   * @param reportFile where the rows are listed that were not taken
   */
  public StackExchangeImport(
      Db db, WorkerPool workers, InstantSource clock, PrintStream messages, Path reportFile) {
    this(
        db,
        workers,
        clock,
        new Progress(
            messages,
            clock,
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()),
        reportFile,
        BATCH);
  }

  StackExchangeImport(
      Db db,
      WorkerPool workers,
      InstantSource clock,
      Progress progress,
      Path reportFile,
      int batch) {
    var markup = new Markup();
    this.db = db;
    this.clock = clock;
    this.reportFile = reportFile;
    this.progress = progress;
    stages = new StageQueries(db);
    faults = new FaultQueries(db);
    staging = new Staging(db, stages, faults, progress, clock);
    accounts = new AccountImport(db, stages, progress, workers, markup, clock, batch);
    posts = new PostImport(db, stages, progress, workers, markup, clock, batch);
  }

  /**
   * Imports the dump in that folder.
   *
   * @return what was done, in a line
   * @throws StartFault where the dump cannot be read, or the database does not answer any more
   */
  public String run(Path folder) throws IOException {
    var questions = needed(folder, "Posts.xml");
    var users = needed(folder, "Users.xml");
    try (progress) {
      return imported(folder, questions, users);
    } catch (UncheckedIOException e) {
      throw new StartFault("a file cannot be read or written: " + e.getCause(), e);
    } catch (Refused e) {
      throw new StartFault(
          "the import was stopped, or the database does not answer any more (the log says which);"
              + " run it again: it goes on where it stood",
          e);
    } catch (IntegrityConstraintViolationException e) {
      // The staging tables and the map take each row once.
      throw new StartFault(
          "another import is at work in this database; wait for its end, then run this one again",
          e);
    }
  }

  /** Without this file half of the forum would be missing, and nobody would see why. */
  private static DumpFile needed(Path folder, String name) {
    var file = new DumpFile(folder.resolve(name));
    if (!file.exists()) {
      throw new StartFault(
          "there is no " + name + " in " + folder + "; name the folder of a whole unpacked dump");
    }
    return file;
  }

  private String imported(Path folder, DumpFile questions, DumpFile users) {
    String source = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    Instant begun = clock.instant();
    var found = stages.begin(source, begun);
    if (found.isEmpty()) {
      return source + " was imported before; nothing was changed";
    }
    Run run = found.get();
    staging.users(run, users);
    staging.posts(run, questions);
    staging.comments(run, new DumpFile(folder.resolve("Comments.xml")));
    accounts.run(run);
    order(run);
    long board = db.write(tx -> board(tx, run));
    var made = posts.run(run, board);
    finish(run, board);
    return summary(run, made, begun);
  }

  private void order(Run run) {
    if (stages.done(run, ORDER)) {
      return;
    }
    progress.begin(ORDER, 1, Progress.Unit.ROWS);
    db.change(tx -> {
      order.giveTopicsIds(tx, run);
      order.orderPosts(tx, run);
      order.listOrphans(tx, run, ORDER);
      order.analyze(tx);
      stages.finish(tx, run, ORDER, clock.instant());
    });
    progress.end();
  }

  /** A category named like the dump and a board in it; those of an earlier try are found again. */
  private long board(Tx tx, Run run) {
    return topics
        .board(tx, run)
        .orElseGet(() -> {
          long category = insertBoard(tx, null, run.source(), run.source());
          long board = insertBoard(tx, category, "Questions", run.source() + " questions");
          topics.remember(tx, run, board);
          return board;
        });
  }

  /** With a number where the slug is taken. */
  private long insertBoard(Tx tx, @Nullable Long parent, String title, String name) {
    for (int number = 1; ; number++) {
      String slug = Slug.of(number == 1 ? name : name + " " + number);
      var board = topics.insertBoard(tx, parent, title, slug, clock.instant());
      if (board.isPresent()) {
        return board.get();
      }
    }
  }

  /** The last transaction: nothing that was only needed on the way stays. */
  private void finish(Run run, long board) {
    progress.begin("counts", 1, Progress.Unit.ROWS);
    db.change(tx -> {
      new CountQueries().all(tx, board);
      new StagingQueries().emptyAll(tx);
      stages.finish(tx, run, clock.instant());
    });
    progress.end();
  }

  private String summary(Run run, PostImport.Made made, Instant begun) {
    double seconds = Math.max(0.001, Duration.between(begun, clock.instant()).toMillis() / 1000.0);
    String line =
        String.format(
            Locale.ROOT,
            "imported %s: %d posts; this run took %.1f s (%.0f posts a second, rendering included)",
            run.source(),
            made.all(),
            seconds,
            made.now() / seconds);
    var totals = faults.totals(run);
    if (!totals.any()) {
      return line;
    }
    try {
      new Report(faults).write(run, totals, reportFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line
        + String.format(
            Locale.ROOT,
            "; %d bad rows and %d left out, listed in %s",
            totals.bad(),
            totals.leftOut(),
            reportFile);
  }
}
