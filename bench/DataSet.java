import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import org.postgresql.ds.PGSimpleDataSource;
import stoa.base.Deadline;
import stoa.base.db.EmbeddedPostgres;
import stoa.base.db.Migrations;

/**
 * A made-up forum of so many posts, kept for the next run; one that was half made is thrown away.
 */
record DataSet(int posts, Path folder) {
  /** Another name when what is made changes, so that older ones are made again. */
  private static final String MADE = "made-4";

  private static final String INDEXED = "indexed-2";

  private static final Duration START = Duration.ofSeconds(60);

  static DataSet of(int posts) {
    return new DataSet(posts, Path.of("target", "bench", "posts-" + posts).toAbsolutePath());
  }

  static int members(int posts) {
    return Math.clamp(posts / 50, 2_000, 50_000);
  }

  static String member(int id) {
    return "Member" + id;
  }

  /** Members who write as much as most do: the busiest have posts of their own on every page. */
  int firstReader() {
    return members(posts) / 2;
  }

  void make() throws Exception {
    if (!Files.exists(folder.resolve(MADE))) {
      delete(folder);
      timed("Made %,d posts in %.0f s.%n%n", this::load);
      Files.createFile(folder.resolve(MADE));
    }
  }

  boolean hasIndex() {
    return Files.exists(folder.resolve(INDEXED));
  }

  /** Makes the search index: left to the server it would fill slowly, beside what is measured. */
  void index(Path jar) throws Exception {
    if (!hasIndex()) {
      timed("Made the search index of %,d posts in %.0f s.%n%n", () -> reindex(jar));
      Files.createFile(folder.resolve(INDEXED));
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void timed(String sentence, Work work) throws Exception {
    long begun = System.nanoTime();
    work.run();
    System.out.printf(sentence, posts, (System.nanoTime() - begun) / 1e9);
  }

  private void load() throws Exception {
    var postgres = EmbeddedPostgres.start(folder, Deadline.in(START));
    try {
      var address = postgres.address();
      var source = new PGSimpleDataSource();
      source.setUrl(address.url());
      source.setUser(address.user());
      source.setPassword(address.password());
      new Migrations(source).run();
      try (Connection database = source.getConnection()) {
        new Load(database, posts).run();
      }
    } finally {
      postgres.stop(Deadline.in(Duration.ofMinutes(2)));
    }
  }

  private void reindex(Path jar) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(Site.java(), "-jar", jar.toString(), "reindex")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("reindex.log").toFile());
    builder.environment().put("STOA_DATA_DIR", folder.toString());
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("see " + folder.resolve("reindex.log"));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** A folder under that of the data, for what is thrown away. */
  Path emptyFolder(String name) throws IOException {
    delete(folder.resolve(name));
    return Files.createDirectory(folder.resolve(name));
  }

  /** Such a folder with a copy of the search index, while nobody writes to that. */
  Path copyOfIndex(String name) throws IOException {
    Path copy = emptyFolder(name);
    if (hasIndex()) {
      try (var files = Files.walk(folder.resolve("index"))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve(folder.relativize(file)));
        }
      }
    }
    return copy;
  }

  long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("pgdata/postmaster.pid")).getFirst().strip());
  }

  int port() throws IOException {
    return Integer.parseInt(
        Files.readAllLines(folder.resolve("pgdata/postmaster.pid")).get(3).strip());
  }

  String password() throws IOException {
    return Files.readString(folder.resolve("database.password")).strip();
  }

  Connection connect() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "stoa", password());
  }

  /** The first column of the first row, while the forum runs. */
  String ask(String sql) throws IOException, SQLException {
    try (var database = connect();
        var statement = database.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  void change(String sql) throws IOException, SQLException {
    try (var database = connect();
        var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
