package stoa.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stoa.account.OperatorAccounts;
import stoa.base.StartFault;
import stoa.base.config.Secret;
import stoa.base.config.Settings;
import stoa.base.config.SettingsLoader;
import stoa.base.config.SettingsText;

class CommandsTest {
  @TempDir Path dir;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RecordedWork work = new RecordedWork();
  private String in = "";

  @Test
  void withoutACommandItServes() {
    assertThat(run()).isZero();
    assertThat(run("serve")).isZero();
    assertThat(work.done).containsExactly("serve 8080", "serve 8080");
  }

  @Test
  void resultsGoToStdoutAndNothingElseDoes() {
    assertThat(run("migrate")).isZero();
    assertThat(out()).isEqualTo("migrated\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void userAddReadsThePasswordFromTheFirstLineOfStdin() {
    in = "correct horse 电池\nsecond line\n";

    assertThat(run("user", "add", "ann", "ann@example.org", "--admin", "--password-stdin"))
        .isZero();

    assertThat(work.user)
        .isEqualTo(new NewUser("ann", "ann@example.org", new Secret("correct horse 电池"), true));
    assertThat(out()).isEqualTo("added ann\n");
  }

  @Test
  void userAddWithoutAPasswordIsRefused() {
    assertThat(run("user", "add", "ann", "a@example.org", "--password-stdin")).isEqualTo(1);
    assertThat(err()).isEqualTo("stoa: stdin has no password in its first line\n");
    assertThat(work.user).isNull();
  }

  @Test
  void userAddWhereNobodySitsPointsToStdin() {
    assertThat(run("user", "add", "ann", "a@example.org")).isEqualTo(2);
    assertThat(err()).contains("--password-stdin");
  }

  @Test
  void aMemberIsPutIntoAGroupByItsName() {
    assertThat(run("user", "role", "ann", "moderators")).isZero();
    assertThat(work.done).containsExactly("ann moderators");
    assertThat(run("user", "role", "ann")).isEqualTo(2);
    assertThat(err()).contains("GROUP");
  }

  @Test
  void aPasswordCanBeGivenByAScript() {
    in = "geheim genug\n";
    assertThat(run("user", "password", "ann", "--password-stdin")).isZero();
    assertThat(work.done).containsExactly("ann geheim genug");
    assertThat(run("user", "password", "ann")).isEqualTo(2);
    assertThat(err()).contains("--password-stdin");
  }

  @Test
  void usersAreListedForPeopleAndScripts() {
    assertThat(run("user", "list")).isZero();
    assertThat(out())
        .isEqualTo(
            "administrators\t张三\tz@example.org\t2026-11-27\t2026-11-27\n"
                + "members\tann\t-\t2026-11-27\t-\n");
  }

  @Test
  void importNeedsAFolder() {
    assertThat(run("import", "stackexchange", dir.toString())).isZero();
    assertThat(work.done).containsExactly("import " + dir);

    assertThat(run("import", "stackexchange", dir + "/no")).isEqualTo(1);
    assertThat(err())
        .isEqualTo("stoa: " + dir + "/no is no folder; name the one that has Posts.xml in it\n");
  }

  @Test
  void configPrintsEachValueAndItsSource() throws IOException {
    Files.writeString(
        dir.resolve("my.properties"),
        "site.title = 论坛\ndatabase.url = jdbc:postgresql:x\ndatabase.password = geheim\n");

    assertThat(run("config", "--config", "my.properties")).isZero();

    assertThat(out())
        .containsPattern("(?m)^site.title +\\= 论坛 +# my.properties:1$")
        .containsPattern("(?m)^http.port +\\= 8080 +# default$")
        .doesNotContain("geheim");
  }

  @Test
  void configPrintsTheFileThatDocumentsThem() {
    assertThat(run("config", "--defaults")).isZero();
    assertThat(out()).isEqualTo(SettingsText.file());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--config no.properties serve",
        "serve --config no.properties",
        "migrate --config=no.properties",
        "user add a b --password-stdin --config no.properties",
        "import stackexchange . --config no.properties",
        "config --config no.properties",
      })
  void theSettingsFileCanBeNamedEverywhere(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(1);
    assertThat(err()).isEqualTo("stoa: no.properties: does not exist (settings file)\n");
    assertThat(work.done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "migrate",
        "user",
        "user add",
        "user role",
        "user list",
        "import",
        "config"
      })
  void helpAndVersionAreEverywhere(String command) {
    var words = new ArrayList<>(List.of(command.split(" ")));
    words.removeIf(String::isEmpty);
    words.add("--help");
    assertThat(run(words.toArray(String[]::new))).isZero();
    assertThat(out()).contains("--help").contains("--version").contains("--config");

    words.set(words.size() - 1, "--version");
    out.reset();
    assertThat(run(words.toArray(String[]::new))).isZero();
    assertThat(out()).startsWith("stoa dev (Java 2");
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "--frobnicate",
        "user",
        "import",
        "user add ann",
        "serve now",
        "migrate --config",
        "user add \uFFFD\uFFFD a@example.org"
      })
  void wrongUsageIsExitCode2AndSaysWhatToDo(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err()).startsWith("stoa: ").doesNotContain("Exception");
    assertThat(out()).isEmpty();
    assertThat(work.done).isEmpty();
  }

  @Test
  void wrongSettingsAreAllNamed() throws IOException {
    Files.writeString(dir.resolve("my.properties"), "http.prot = 1\nhttp.port = x\n");

    assertThat(run("--config", "my.properties")).isEqualTo(1);

    assertThat(err())
        .isEqualTo(
            """
            stoa: http.port (my.properties:2): "x" is not allowed; allowed: 0 to 65535
            stoa: http.prot (my.properties:1): unknown setting; nearest is http.port
            """);
  }

  @Test
  void aFaultOfTheStartIsOneLine() {
    work.fault = new StartFault("port 8080 is taken", new IOException("x"));

    assertThat(run()).isEqualTo(1);
    assertThat(err()).isEqualTo("stoa: port 8080 is taken\n");
  }

  @Test
  void anUnexpectedFaultIsOneLineToo() {
    work.fault = new IllegalStateException("planted");

    assertThat(run()).isEqualTo(1);
    assertThat(err())
        .startsWith("stoa: unexpected fault: java.lang.IllegalStateException: planted;")
        .hasLineCount(1);

    err.reset();
    work.fault = new NoClassDefFoundError("planted");
    assertThat(run()).isEqualTo(1);
    assertThat(err()).hasLineCount(1);
  }

  private int run(String... arguments) {
    var terminal =
        new Terminal(
            new ByteArrayInputStream(in.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            null);
    return new Commands(work, new SettingsLoader(dir, Map.of()), terminal).run(arguments);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  /** Does nothing but remember what it was asked for. */
  private static final class RecordedWork implements Work {
    final List<String> done = new ArrayList<>();
    @Nullable NewUser user;
    @Nullable Throwable fault;

    @Override
    public void serve(Settings settings) throws Exception {
      switch (fault) {
        case null -> done.add("serve " + settings.http().port());
        case Exception e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(fault);
      }
    }

    @Override
    public String migrate(Settings settings) {
      return "migrated";
    }

    @Override
    public String addUser(Settings settings, NewUser newUser) {
      user = newUser;
      return "added " + newUser.name();
    }

    @Override
    public String putInto(Settings settings, String nameOrEmail, String group) {
      done.add(nameOrEmail + " " + group);
      return nameOrEmail + " is another now";
    }

    @Override
    public String setPassword(Settings settings, String nameOrEmail, Secret password) {
      done.add(nameOrEmail + " " + password.value());
      return nameOrEmail + " has another password";
    }

    @Override
    public void listUsers(Settings settings, Consumer<OperatorAccounts.Line> taker) {
      var day = Instant.parse("2026-11-27T23:59:59Z");
      taker.accept(new OperatorAccounts.Line(1, "张三", "z@example.org", List.of(3L, 5L), day, day));
      taker.accept(new OperatorAccounts.Line(2, "ann", null, List.of(3L), day, null));
    }

    @Override
    public String importStackExchange(Settings settings, Path folder, PrintStream messages) {
      done.add("import " + folder);
      return "imported";
    }

    @Override
    public String train() {
      return "made 7 pages";
    }

    @Override
    public String reindex(Settings settings, PrintStream messages) {
      done.add("reindex");
      return "the search index has 3 posts";
    }
  }
}
