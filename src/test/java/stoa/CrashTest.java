package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stoa.support.TestFolders;
import stoa.support.Visitor;

/** kill -9 while people post: every post that was acknowledged is there, once. */
final class CrashTest {
  private static final int ROUNDS = 20;
  private static final Pattern OPEN = Pattern.compile("is open at (http://\\S+)");
  private static final Pattern SETUP = Pattern.compile("(/register\\?setup=\\S+)");

  private final Path folder = makeFolder();
  private @Nullable Process process;

  private static Path makeFolder() {
    try {
      Path made = Files.createTempDirectory("stoa-crash");
      return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A running server and what it said when it was ready. */
  private record Server(Process process, String url, String setup) {}

  private Server start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), "stoa.Main", "serve")
            .redirectErrorStream(true);
    builder.environment().put("STOA_DATA_DIR", folder.toString());
    builder.environment().put("STOA_HTTP_PORT", "0");
    builder.environment().put("STOA_ADMIN_PORT", "0");
    builder.environment().put("STOA_LIMITS_POST_PAUSE", "0s");
    builder.environment().put("STOA_LIMITS_POSTS_PER_MINUTE", "10000");
    Process started = builder.start();
    process = started;
    var lines = started.inputReader();
    String url = "";
    var said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher open = OPEN.matcher(line);
      if (open.find()) {
        url = open.group(1);
      }
      Matcher setup = SETUP.matcher(line);
      if (setup.find()) {
        return new Server(started, url, setup.group(1));
      }
      if (line.contains("/metrics")
          && said.indexOf("setup") < 0
          && Files.exists(folder.resolve("has-admin"))) {
        return new Server(started, url, "");
      }
    }
    throw new IllegalStateException("the server did not start:\n" + said);
  }

  @AfterEach
  void end() throws Exception {
    if (process != null) {
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    TestFolders.delete(folder);
  }

  @Test
  void everyAcknowledgedPostIsThereOnceAfterKills() throws Exception {
    var server = start();
    var member = new Visitor(server.url());
    member
        .get(server.setup())
        .form("/register")
        .set("username", "Solon")
        .set("email", "s@example.org")
        .set("password", TestForum.PASSWORD)
        .send()
        .expect(303);
    Files.createFile(folder.resolve("has-admin"));
    member.get("/admin/boards").form("/admin/boards").set("title", "Cat").send().expect(303);
    String category =
        member.get("/admin/boards").html().select("select#parent option").last().val();
    member
        .get("/admin/boards")
        .form("/admin/boards")
        .set("title", "Board")
        .set("parent", category)
        .send()
        .expect(303);
    String topic =
        member
            .get("/b/board/new")
            .form("/b/board/new")
            .set("title", "Crashes")
            .set("body", "first")
            .send()
            .expect(303)
            .location();

    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      var survivor = new Visitor(server.url());
      survivor.cookies().putAll(member.cookies());
      killWhilePosting(server, survivor, topic, round, acknowledged);
      server = start();
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    assertThat(texts(new Visitor(server.url()), topic))
        .containsOnlyOnceElementsOf(acknowledged)
        .doesNotHaveDuplicates();
  }

  /** Posts until the server is gone; it is killed after some posts, another number each round. */
  private static void killWhilePosting(
      Server server, Visitor member, String topic, int round, List<String> acknowledged)
      throws Exception {
    String action = topic.substring(0, topic.indexOf('/', 3)) + "/reply";
    for (int i = 0; ; i++) {
      String text = "round " + round + " post " + i;
      try {
        var form = member.get(topic).form(action).set("body", text);
        if (i == 2 + round % 4) {
          server.process().destroyForcibly(); // the next request races with the death
        }
        if (form.send().status() == 303) {
          acknowledged.add(text);
        }
      } catch (java.io.UncheckedIOException e) {
        assertThat(server.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        return;
      }
    }
  }

  private static List<String> texts(Visitor reader, String topic) {
    var texts = new ArrayList<String>();
    for (int page = 1; ; page++) {
      var answer = reader.get(page == 1 ? topic : topic + "?page=" + page);
      if (answer.status() == 404) {
        return texts;
      }
      texts.addAll(answer.expect(200).html().select(".post .text").eachText());
    }
  }
}
