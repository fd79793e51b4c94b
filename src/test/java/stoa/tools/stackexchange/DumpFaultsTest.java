package stoa.tools.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stoa.base.StartFault;

/** Dumps that are not as they should be. */
final class DumpFaultsTest {
  @TempDir private Path folder;
  private ImportTrial trial;

  @BeforeEach
  void open() {
    trial = new ImportTrial(folder);
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void badRowsAreLeftOutAndListedWithTheirLine() throws IOException {
    var dump =
        SmallDump.whole(folder)
            .rows(
                "Posts",
                SmallDump.POSTS
                    + """
                    <row Id="x" PostTypeId="1" CreationDate="2011-10-14T00:00:00.000" Body="" Title="t" />
                    <row PostTypeId="1" CreationDate="2011-10-14T00:00:00.000" Body="" Title="t" />
                    <row Id="10" PostTypeId="1" CreationDate="yesterday" Body="" Title="t" />
                    <row Id="11" PostTypeId="1" CreationDate="+99999-10-14T00:00:00.000" Body="" Title="t" />
                    <row Id="12" PostTypeId="2" CreationDate="2011-10-14T00:00:00.000" Body="" />
                    <row Id="13" PostTypeId="2" ParentId="777" CreationDate="2011-10-14T00:00:00.000" Body="" />
                    <row Id="14" PostTypeId="1" CreationDate="2011-10-14T00:00:00.000" Body="" Score="99999999999" />
                    <row Id="1" PostTypeId="1" CreationDate="2011-10-14T00:00:00.000" Body="the second 1" Title="t" />
                    """)
            .rows(
                "Comments",
                SmallDump.COMMENTS
                    + """
                    <row Id="9" PostId="5" Text="to a tag's page" CreationDate="2011-10-11T20:30:00.000" />
                    """);
    assertThat(trial.run(dump)).contains("8 posts", "9 bad rows and 1 left out, listed in ");
    assertThat(trial.report())
        .containsExactly(
            "Import of small-meta: what was not taken.",
            "9 bad rows, 1 left out on purpose.",
            "",
            "Posts.xml:10: Id is no number: x",
            "Posts.xml:11: has no Id",
            "Posts.xml:12: CreationDate is no time: yesterday",
            "Posts.xml:13: CreationDate is out of range: +99999-10-14T00:00:00.000",
            "Posts.xml:14: has no ParentId",
            "Posts.xml:16: Score is out of range: 99999999999",
            "Posts.xml:17: its Id 1 was there before",
            "Posts.xml: 1 rows left out: neither questions nor answers (PostTypeId 5, such as tag wikis)",
            "Posts.xml:15: answers the question 777, which is missing",
            "Comments.xml:7: is about the post 5, which is missing");
    assertThat(trial.one("select count(*) from post where source like '%second%'")).isEqualTo("0");
  }

  @Test
  void anEntityBombIsRefused() {
    var bomb = new StringBuilder("<!DOCTYPE posts [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    var dump =
        new SmallDump(folder)
            .rows("Users", "")
            .text(
                "Posts.xml",
                bomb
                    + "]>\n<posts>\n<row Id=\"1\" PostTypeId=\"1\" CreationDate=\"2011-10-14T00:00:00\""
                    + " Body=\"&a29;\"/></posts>");
    assertRefused(dump, "Posts.xml is damaged, nothing of it was taken: line 3: ");
  }

  @Test
  void anExternalEntityOfAFileIsRefused() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
    assertRefused(
        external(secret.toUri().toString(), "Body=\"\"/>&it;<row "), "Posts.xml is damaged");
    assertRefused(external(secret.toUri().toString(), "Body=\"&it;\""), "Posts.xml is damaged");
  }

  @Test
  void nothingIsFetched() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      assertRefused(external(url, "Body=\"\"/>&it;<row "), "Posts.xml is damaged");
      String row =
          "<row Id=\"1\" PostTypeId=\"1\" CreationDate=\"2011-10-14T00:00:00\" Body=\"\"/>";
      var absent =
          new SmallDump(folder)
              .rows("Users", "")
              .text(
                  "Posts.xml",
                  "<!DOCTYPE posts SYSTEM '%sposts.dtd' [<!ENTITY %% p SYSTEM '%s'> %%p;]>\n<posts>%s</posts>"
                      .formatted(url, url, row));
      assertThat(trial.run(absent)).contains("1 posts");
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private SmallDump external(String address, String body) {
    return new SmallDump(folder)
        .rows("Users", "")
        .text(
            "Posts.xml",
            "<!DOCTYPE posts [<!ENTITY it SYSTEM \""
                + address
                + "\">]>\n<posts><row Id=\"1\" PostTypeId=\"1\" CreationDate=\"2011-10-14T00:00:00\" "
                + body
                + "/></posts>");
  }

  private void assertRefused(SmallDump dump, String line) {
    assertThatThrownBy(() -> trial.run(dump))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining(line)
        .message()
        .doesNotContain("\n", "the secret");
    assertThat(trial.one("select count(*) from import_post")).isEqualTo("0");
  }

  @Test
  void aFileThatEndsTooSoonIsRefusedAndTheWholeOneTakenLater() throws IOException {
    var dump = SmallDump.whole(folder);
    String whole = Files.readString(dump.folder().resolve("Posts.xml"));
    dump.text("Posts.xml", whole.substring(0, whole.length() / 2));
    assertRefused(dump, "Posts.xml is damaged");
    dump.text("Posts.xml", whole);
    assertThat(trial.run(dump)).contains("8 posts");
  }

  @Test
  void aFolderWithoutPostsIsNoDump() {
    var dump = new SmallDump(folder).rows("Users", SmallDump.USERS);
    assertThatThrownBy(() -> trial.run(dump))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("there is no Posts.xml in ");
  }
}
