package stoa.tools.stackexchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import stoa.account.Names;
import stoa.base.Deadline;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.runtime.WorkerPool;
import stoa.markup.HtmlToMarkdown;
import stoa.markup.Markup;
import stoa.tools.stackexchange.AccountImportQueries.NewAccount;
import stoa.tools.stackexchange.AccountImportQueries.User;
import stoa.tools.stackexchange.StageQueries.Run;

/** Makes accounts of the staged users. Nobody can sign in to them; their names are made unique. */
final class AccountImport {
  private static final String STAGE = "accounts";

  private final Db db;
  private final StageQueries stages;
  private final AccountImportQueries queries;
  private final Progress progress;
  private final WorkerPool workers;
  private final Markup markup;
  private final InstantSource clock;
  private final int batch;

  AccountImport(
      Db db,
      StageQueries stages,
      Progress progress,
      WorkerPool workers,
      Markup markup,
      InstantSource clock,
      int batch) {
    this.db = db;
    this.stages = stages;
    this.queries = new AccountImportQueries(db);
    this.progress = progress;
    this.workers = workers;
    this.markup = markup;
    this.clock = clock;
    this.batch = batch;
  }

  private record About(String source, String html) {}

  void run(Run run) {
    if (stages.done(run, STAGE)) {
      return;
    }
    progress.begin(STAGE, queries.count(), Progress.Unit.ROWS);
    long after = stages.progress(run, STAGE, Long.MIN_VALUE);
    progress.from(queries.countUpTo(after));
    var users = queries.next(after, batch);
    while (!users.isEmpty()) {
      take(run, users);
      progress.forward(users.size());
      users = queries.next(users.getLast().oldId(), batch);
    }
    db.change(tx -> stages.finish(tx, run, STAGE, clock.instant()));
    progress.end();
  }

  private void take(Run run, List<User> users) {
    var abouts = workers.all(users, this::about).get(Deadline.in(StackExchangeImport.RENDERING));
    db.change(tx -> {
      insert(tx, run, users, abouts);
      stages.progress(tx, run, STAGE, users.getLast().oldId());
    });
  }

  private About about(User user) {
    String source = HtmlToMarkdown.of(user.about());
    return new About(source, source.isEmpty() ? "" : markup.render(source, "about-"));
  }

  private void insert(Tx tx, Run run, List<User> users, List<About> abouts) {
    var names = names(tx, users);
    var accounts = new ArrayList<NewAccount>();
    for (int i = 0; i < users.size(); i++) {
      String name = names.get(i);
      var about = abouts.get(i);
      accounts.add(
          new NewAccount(users.get(i), name, Names.key(name), about.source(), about.html()));
    }
    queries.insert(tx, run, accounts);
    queries.countMembers(tx, users.size());
  }

  /** Tries each name; who finds theirs taken tries again with a number behind it. */
  private List<String> names(Tx tx, List<User> users) {
    var names = new ArrayList<String>(Collections.nCopies(users.size(), ""));
    var given = new HashSet<String>();
    var waiting = IntStream.range(0, users.size()).boxed().toList();
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      for (int i : waiting) {
        names.set(i, name(users.get(i), attempt));
      }
      given.addAll(queries.taken(tx, waiting.stream().map(i -> Names.key(names.get(i))).toList()));
      waiting = waiting.stream().filter(i -> !given.add(Names.key(names.get(i)))).toList();
    }
    return names;
  }

  /**
   * The name as it was, then with a small number, then with the old id, which nearly ends it: dumps
   * have thousands of one name, and each try is a statement.
   */
  static String name(User user, int attempt) {
    String name = speakable(user);
    if (attempt == 1) {
      return name;
    }
    if (attempt <= 4) {
      return name + "-" + attempt;
    }
    return name + "-" + user.oldId() + (attempt == 5 ? "" : "-" + attempt);
  }

  /**
   * Without what a path cannot carry, percent-encoded or not ({@code /u/{name}}): servers refuse it
   * as ambiguous.
   */
  private static String speakable(User user) {
    String name = user.name().replaceAll("[/\\\\%;]", "-");
    boolean sayable = name.codePoints().anyMatch(Character::isLetterOrDigit);
    return sayable && !Names.key(name).isEmpty() ? name : "user" + user.oldId();
  }
}
