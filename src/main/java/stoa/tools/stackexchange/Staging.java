package stoa.tools.stackexchange;

import java.sql.SQLException;
import java.time.InstantSource;
import stoa.base.db.Db;
import stoa.tools.stackexchange.StageQueries.Run;
import stoa.tools.stackexchange.StagingQueries.Staged;

/**
 * Streams the files into the staging tables, a file a transaction: of one that was interrupted
 * nothing is there.
 */
final class Staging {
  private static final long QUESTION = 1;
  private static final long ANSWER = 2;
  private static final int NEWS_EVERY = 256; // rows: a clock read for each would be felt

  private final Db db;
  private final StageQueries stages;
  private final StagingQueries queries;
  private final FaultQueries faults;
  private final Progress progress;
  private final InstantSource clock;

  Staging(Db db, StageQueries stages, FaultQueries faults, Progress progress, InstantSource clock) {
    this.db = db;
    this.stages = stages;
    this.queries = new StagingQueries();
    this.faults = faults;
    this.progress = progress;
    this.clock = clock;
  }

  void users(Run run, DumpFile file) {
    stage(run, Staged.ACCOUNTS, file, (row, out, _) -> user(row, out));
  }

  void posts(Run run, DumpFile file) {
    stage(run, Staged.POSTS, file, Staging::post);
  }

  void comments(Run run, DumpFile file) {
    stage(run, Staged.COMMENTS, file, (row, out, _) -> comment(row, out));
  }

  private interface RowCopy {
    void write(DumpRow row, CopyRows out, Faults faults) throws SQLException;
  }

  private void stage(Run run, Staged what, DumpFile file, RowCopy write) {
    if (stages.done(run, what.stage())) {
      return;
    }
    if (!file.exists()) {
      progress.note(file.name() + " is not there; going on without it");
    }
    progress.begin(file.name(), file.bytes(), Progress.Unit.MEGABYTES);
    db.change(tx -> {
      queries.empty(tx, what);
      faults.forget(tx, run, what.stage());
      var bad = new Faults(file.name());
      if (file.exists()) {
        queries.copy(tx, what, out -> file.forEach(row -> take(row, out, write, file, bad)));
        queries.dropTwins(tx, what).forEach(row -> bad.bad(row.line(), row.reason()));
      }
      faults.add(tx, run, what.stage(), bad.all());
      stages.finish(tx, run, what.stage(), clock.instant());
    });
    progress.end();
  }

  private void take(DumpRow row, CopyRows out, RowCopy write, DumpFile file, Faults faults)
      throws SQLException {
    try {
      write.write(row, out, faults);
    } catch (DumpRow.Bad e) {
      out.forget();
      faults.bad(row.line(), String.valueOf(e.getMessage()));
    }
    if (row.number() % NEWS_EVERY == 0) {
      progress.at(file.bytesRead());
    }
  }

  private static void user(DumpRow row, CopyRows out) throws SQLException {
    long id = row.id("Id");
    String name = row.line("DisplayName");
    out.add(row.number())
        .add(row.line())
        .add(id)
        .add(name == null ? "" : name)
        .add(row.text("AboutMe"))
        .add(row.line("Location"))
        .add(row.line("WebsiteUrl"))
        .add(row.numberOr("Reputation", 0))
        .add(row.time("CreationDate"))
        .add(row.timeOrNull("LastAccessDate"))
        .end();
  }

  private static void post(DumpRow row, CopyRows out, Faults faults) throws SQLException {
    long type = row.id("PostTypeId");
    if (type != QUESTION && type != ANSWER) {
      faults.leftOut("neither questions nor answers (PostTypeId " + type + ", such as tag wikis)");
      return;
    }
    boolean question = type == QUESTION;
    String title = row.line("Title");
    out.add(row.number())
        .add(row.line())
        .add(row.id("Id"))
        .add(question ? null : Long.valueOf(row.id("ParentId")))
        .add(row.number("AcceptedAnswerId"))
        .add(row.number("OwnerUserId"))
        .add(row.line("OwnerDisplayName"))
        .add(question ? title == null ? "(no title)" : title : null)
        .add(row.line("Tags"))
        .add(row.text("Body"))
        .add(row.smallOr("Score", 0))
        .add(row.numberOr("ViewCount", 0))
        .add(row.time("CreationDate"))
        .add(row.timeOrNull("LastEditDate"))
        .add(row.timeOrNull("ClosedDate"))
        .end();
  }

  private static void comment(DumpRow row, CopyRows out) throws SQLException {
    out.add(row.number())
        .add(row.line())
        .add(row.id("Id"))
        .add(row.id("PostId"))
        .add(row.number("UserId"))
        .add(row.line("UserDisplayName"))
        .add(row.text("Text"))
        .add(row.smallOr("Score", 0))
        .add(row.time("CreationDate"))
        .end();
  }
}
