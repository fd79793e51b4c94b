package stoa.tools.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stoa.base.StartFault;

final class StackExchangeImportTest {
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
  void questionsBecomeTopicsWithTheirCountsAndLastPost() throws IOException {
    assertThat(trial.run(SmallDump.whole(folder))).contains("imported small-meta: 8 posts;");
    assertThat(
            trial.rows(
                "select title, slug, post_count, reply_count, view_count, score, created_at, last_post_at, last_author_name, locked_at is not null from topic order by id"))
        .containsExactly(
            "Sources & answers|sources-answers|6|5|223|18|2011-10-11 19:42:20.713+00|2013-10-11 20:30:00+00|gone|t",
            "Alone|alone|1|0|9|0|2011-10-13 00:00:00+00|2011-10-13 00:00:00+00|user99|f",
            "中文 title|中文-title|1|0|2|1|2011-10-14 00:00:00+00|2011-10-14 00:00:00+00|anonymous|f");
    assertThat(trial.one("select source from post join topic on accepted_post_id = post.id"))
        .isEqualTo("Yes.");
  }

  @Test
  void answersAndCommentsArePostsInTheOrderInWhichTheyCame() throws IOException {
    trial.run(SmallDump.whole(folder));
    assertThat(
            trial.rows(
                """
                select p.position, p.source, coalesce(a.name, '(' || p.author_name || ')'), p.score,
                  q.position, p.edits, p.edited_at
                from post p join topic t on t.id = p.topic_id left join account a on a.id = p.author_id
                  left join post q on q.id = p.parent_id
                where t.title like 'Sources%' order by p.position
                """))
        .containsExactly(
            "1|Is *Livy* right?|Ann|18|null|1|2011-10-12 21:47:32.923+00",
            "2|Before its post|a-b|0|1|0|null",
            "3|No.|(user39)|-3|null|0|null",
            "4|Why \"no\"? `Livy` says so.|Ann|8|3|0|null",
            "5|Yes.|ann-2|5|null|0|null",
            "6|Late|(gone)|0|1|0|null");
    assertThat(trial.one("select html from post where source like 'Is %'"))
        .contains("<em>Livy</em>");
  }

  @Test
  void idsOfPostsGrowWithTime() throws IOException {
    trial.run(SmallDump.whole(folder));
    assertThat(trial.one("select source from post order by id desc limit 1")).isEqualTo("Late");
  }

  @Test
  void namesAreMadeUniqueAndNobodyCanSignIn() throws IOException {
    trial.run(SmallDump.whole(folder));
    assertThat(
            trial.rows(
                "select name, website, location, score, topic_count, post_count, password, email from account order by created_at, id"))
        .containsExactly(
            "Community|null|null|1|0|0|null|null",
            "Ann|https://ann.example|Corvallis, OR|101|1|2|null|null",
            "ann-2|null|null|7|0|1|null|null",
            "ANN-3|null|null|8|0|0|null|null",
            "a-b|null|null|9|0|1|null|null");
    assertThat(trial.one("select about, about_html from account where name = 'Ann'"))
        .startsWith("Reads **Livy**.|")
        .contains("<strong>Livy</strong>");
    assertThat(trial.one("select value from tally where name = 'members'")).isEqualTo("5");
  }

  @Test
  void theDumpIsACategoryWithABoardAndItsTagsAreCounted() throws IOException {
    trial.run(SmallDump.whole(folder));
    assertThat(
            trial.rows(
                "select b.title, b.slug, b.category, b.topic_count, b.post_count, l.source from board b left join post l on l.id = b.last_post_id order by b.id"))
        .containsExactly(
            "small-meta|small-meta|t|0|0|null", "Questions|small-meta-questions|f|3|8|Late");
    assertThat(trial.rows("select name, topic_count from tag order by name"))
        .containsExactly("discussion|1", "livy|2");
  }

  @Test
  void aSecondImportOfTheSameDumpChangesNothing() throws IOException {
    trial.run(SmallDump.whole(folder));
    var before = trial.everything();
    assertThat(trial.run(SmallDump.whole(folder))).contains("was imported before");
    assertThat(trial.everything()).isEqualTo(before);
  }

  @Test
  void anotherDumpComesBesideTheFirst() throws IOException {
    trial.run(SmallDump.whole(folder));
    assertThat(trial.run(SmallDump.whole(folder, "big-meta"))).contains("big-meta: 8 posts");
    assertThat(trial.one("select count(*) from topic")).isEqualTo("6");
    assertThat(trial.rows("select name from account where name_key like 'ann%' order by id"))
        .containsExactly("Ann", "ann-2", "ANN-3", "Ann-4", "ann-2-6", "ANN-3-6");
  }

  @Test
  void aDumpWithoutItsUsersIsRefused() throws IOException {
    var dump = new SmallDump(folder).rows("Posts", SmallDump.POSTS);
    assertThatThrownBy(() -> trial.run(dump))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("Users.xml");
    assertThat(trial.one("select count(*) from post")).isEqualTo("0");
  }

  @Test
  void missingCommentsAreNoObstacle() throws IOException {
    var dump = new SmallDump(folder).rows("Posts", SmallDump.POSTS).rows("Users", "");
    assertThat(trial.run(dump)).contains("5 posts");
    assertThat(trial.messages()).contains("Comments.xml is not there");
    assertThat(trial.rows("select author_name from post order by id"))
        .containsExactly("user1", "user39", "user2", "user99", "anonymous");
  }
}
